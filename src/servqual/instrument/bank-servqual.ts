import { dimensionNamesZh } from "./dimension-names.ts";
import {
  type ServqualDimensionDefinition,
  type ServqualInstrument,
  type ServqualInstrumentDefinition,
  type ServqualItemDefinition,
  servqualInstrument,
} from "./servqual-instrument.ts";

/**
 * SERVQUAL for banks (银行服务质量量表): five dimensions, 22 items, in this project's own words. Every item is a predicate for the stems "An
 * excellent bank" (expectation) and "This bank" (perception), 优秀的银行应当 and 这家银行; none is reversed.
 *
 * Source of dimensions and of what each item asks: Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64(1); all items positive, as in
 * the revision of 1991, Journal of Retailing 67(4).
 *
 * @example
 * ```ts
 * import { bankServqual } from "customer-equity/servqual";
 * console.log(bankServqual.dimensions.map(({ labelZh, items }) => `${labelZh} ${items.length}`).join(", "));
 * // 有形性 4, 可靠性 5, 响应性 4, 保证性 4, 移情性 5
 * ```
 */
export const bankServqual: ServqualInstrument = /* @__PURE__ */ servqualInstrument(/* @__PURE__ */ definition());

function definition(): ServqualInstrumentDefinition {
  return {
    label: "SERVQUAL for banks",
    labelZh: "银行服务质量量表",
    source:
      "Dimensions and topics of Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64(1), and (1991), 67(4); worded anew for banks",
    stems: {
      expectation: "An excellent bank",
      expectationZh: "优秀的银行应当",
      perception: "This bank",
      perceptionZh: "这家银行",
    },
    dimensions: [
      dimension(
        ["tangibles", "the look of branches, equipment, staff and documents", "网点、设备、人员和资料的外观"],
        [
          [
            "TAN1",
            "up-to-date equipment",
            "设备现代",
            "has branches, cash machines and an app that look up to date",
            "拥有外观现代的网点、自助设备和手机银行",
          ],
          [
            "TAN2",
            "pleasant surroundings",
            "环境宜人",
            "has premises and screens that are pleasant",
            "拥有舒适宜人的营业环境和操作界面",
          ],
          [
            "TAN3",
            "neat staff",
            "仪表整洁",
            "has staff who look neat and professional",
            "拥有仪表整洁、形象专业的员工",
          ],
          [
            "TAN4",
            "fitting documents",
            "资料得当",
            "provides forms, leaflets and statements that suit the service and read well",
            "提供与服务相称、清晰易读的单据、宣传资料和对账单",
          ],
        ],
      ),
      dimension(
        ["reliability", "doing what was promised, dependably and without errors", "可靠、准确地履行承诺"],
        [
          [
            "REL1",
            "keeping promises",
            "守诺",
            "has done by the promised date what it promised",
            "在承诺的日期之前办妥所承诺的事情",
          ],
          ["REL2", "solving problems", "解难", "sincerely works on a customer's problem", "真诚地帮助客户解决问题"],
          ["REL3", "right the first time", "一次做对", "does the job right the first time", "第一次就把业务办对"],
          ["REL4", "on time", "按时", "runs its services at the time announced", "按照公布的时间提供服务"],
          [
            "REL5",
            "records without errors",
            "记录无误",
            "keeps accounts and records free of errors",
            "保证账户和记录准确无误",
          ],
        ],
      ),
      dimension(
        ["responsiveness", "being willing to help and quick to act", "乐于帮助客户并迅速服务"],
        [
          [
            "RES1",
            "saying when",
            "告知时间",
            "has staff who say exactly when something will be done",
            "让员工明确告知客户业务何时办好",
          ],
          ["RES2", "promptness", "迅速", "has staff who act promptly", "拥有办事迅速的员工"],
          [
            "RES3",
            "readiness to help",
            "乐于助人",
            "has staff who are always ready to help",
            "拥有随时乐于帮助客户的员工",
          ],
          [
            "RES4",
            "never too busy",
            "及时回应",
            "has staff who are never too busy for a question",
            "拥有再忙也会及时回应询问的员工",
          ],
        ],
      ),
      dimension(
        ["assurance", "staff who know their work, are polite and inspire trust", "员工专业、有礼并令人信赖"],
        [
          ["ASS1", "trust", "可信", "has staff whose conduct makes customers trust them", "拥有言行值得客户信赖的员工"],
          [
            "ASS2",
            "safety",
            "安全",
            "makes customers feel safe in their dealings with it",
            "让客户在办理业务时感到安全",
          ],
          ["ASS3", "politeness", "礼貌", "has staff who are always polite", "拥有始终礼貌待人的员工"],
          [
            "ASS4",
            "knowledge",
            "专业",
            "has staff who know enough to answer customers",
            "拥有足以解答客户问题的专业员工",
          ],
        ],
      ),
      dimension(
        ["empathy", "care and attention for the single customer", "对客户的关心和个别照顾"],
        [
          [
            "EMP1",
            "individual attention",
            "个别关怀",
            "treats every customer as an individual",
            "给予每位客户个别的关怀",
          ],
          [
            "EMP2",
            "convenient hours",
            "时间便利",
            "has hours and channels that suit all its customers",
            "提供方便所有客户的营业时间和服务渠道",
          ],
          [
            "EMP3",
            "personal care",
            "专人服务",
            "has staff who look after customers personally",
            "安排员工专门照顾客户",
          ],
          ["EMP4", "customer's interest", "客户利益", "has the customer's interest at heart", "把客户的利益放在心上"],
          [
            "EMP5",
            "understanding needs",
            "理解需求",
            "has staff who understand customers' particular needs",
            "拥有理解客户特殊需求的员工",
          ],
        ],
      ),
    ],
  };
}

type Item = readonly [key: string, label: string, labelZh: string, text: string, textZh: string];

function dimension(
  [key, text, textZh]: readonly [key: string, text: string, textZh: string],
  items: readonly Item[],
): ServqualDimensionDefinition {
  return { key, labelZh: dimensionNamesZh[key], text, textZh, items: items.map(item) };
}

function item([key, label, labelZh, text, textZh]: Item): ServqualItemDefinition {
  return { key, label, labelZh, text, textZh };
}
