/**
 * Service quality (服务质量): the gap model (服务质量差距模型), SERVQUAL and SERVPERF scores, the zone of tolerance (容忍区间), and the reliability
 * and validity of a scale (信度与效度).
 *
 * @module servqual
 */

export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
