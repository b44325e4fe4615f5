/**
 * Customer satisfaction (客户满意): indices and indicator systems (满意度指数), survey statistics, path models, key drivers,
 * importance–performance, Kano, penalty and reward.
 *
 * @module satisfaction
 */

export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
