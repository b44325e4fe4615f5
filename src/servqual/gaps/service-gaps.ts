import type { ClassName } from "../../types.ts";

/** The five gaps by name. */
export type ServiceGapKey = "knowledge" | "standards" | "delivery" | "communication" | "customer";

/** One of the five gaps of service quality: from what to what it is measured, and who can close it. */
export interface ServiceGapDefinition extends ClassName {
  /** Its name. */
  readonly key: ServiceGapKey;
  /** Its number in the model, 1 to 5. */
  readonly number: number;
  /** The earlier thing, the target. */
  readonly from: string;
  /** The same in Chinese. */
  readonly fromZh: string;
  /** The later thing, which is compared with it. */
  readonly to: string;
  /** The same in Chinese. */
  readonly toZh: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The same in Chinese. */
  readonly ownerZh: string;
}

/**
 * The five gaps of service quality (服务质量五差距) in their order: data.
 *
 * Source: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49(4).
 *
 * @example
 * ```ts
 * import { serviceGaps } from "customer-equity/servqual";
 * console.log(serviceGaps.map(({ number, labelZh }) => `${number} ${labelZh}`).join("; "));
 * // 1 管理者认知差距; 2 服务质量标准差距; 3 服务传递差距; 4 营销沟通差距; 5 感知服务质量差距
 * ```
 */
export const serviceGaps: readonly ServiceGapDefinition[] = [
  {
    key: "knowledge",
    number: 1,
    label: "knowledge gap",
    labelZh: "管理者认知差距",
    from: "what customers expect",
    fromZh: "客户期望",
    to: "what managers believe that they expect",
    toZh: "管理者对客户期望的认知",
    owner: "management",
    ownerZh: "管理层",
  },
  {
    key: "standards",
    number: 2,
    label: "standards gap",
    labelZh: "服务质量标准差距",
    from: "what managers believe that customers expect",
    fromZh: "管理者对客户期望的认知",
    to: "the standards that are set for the service",
    toZh: "服务质量标准",
    owner: "management",
    ownerZh: "管理层",
  },
  {
    key: "delivery",
    number: 3,
    label: "delivery gap",
    labelZh: "服务传递差距",
    from: "the standards that are set for the service",
    fromZh: "服务质量标准",
    to: "the service that is delivered",
    toZh: "实际提供的服务",
    owner: "front line",
    ownerZh: "一线员工",
  },
  {
    key: "communication",
    number: 4,
    label: "communication gap",
    labelZh: "营销沟通差距",
    from: "the service that is promised outside",
    fromZh: "对外承诺的服务",
    to: "the service that is delivered",
    toZh: "实际提供的服务",
    owner: "marketing",
    ownerZh: "营销部门",
  },
  {
    key: "customer",
    number: 5,
    label: "customer gap",
    labelZh: "感知服务质量差距",
    from: "what customers expect",
    fromZh: "客户期望",
    to: "what customers perceive",
    toZh: "客户感知",
    owner: "the result of the other gaps",
    ownerZh: "前四个差距的结果",
  },
];

/** Something in the organization that opens or closes a gap. */
export interface GapAntecedent extends ClassName {
  /** Its name. */
  readonly key: string;
  /** The gap that it works on. */
  readonly gap: ServiceGapKey;
  /** Whether more of it widens the gap: its answers are turned, so that a high score is good for all. */
  readonly reversed: boolean;
}

const antecedent =
  (gap: ServiceGapKey) =>
  ([key, label, labelZh, reversed = false]: readonly [string, string, string, boolean?]): GapAntecedent => ({
    key,
    label,
    labelZh,
    gap,
    reversed,
  });

/**
 * What opens the gaps 1 to 4 in the organization (差距的组织成因): data.
 *
 * Source: Zeithaml, Berry & Parasuraman (1988), Communication and Control Processes in the Delivery of Service Quality, Journal of Marketing
 * 52(2). Levels of management, role conflict, role ambiguity and over-promising widen a gap the more there is of them.
 *
 * @example
 * ```ts
 * import { gapAntecedentFactors } from "customer-equity/servqual";
 * console.log(gapAntecedentFactors.filter(({ reversed }) => reversed).map(({ labelZh }) => labelZh).join(", "));
 * // 管理层次, 角色冲突, 角色模糊, 过度承诺倾向
 * ```
 */
export const gapAntecedentFactors: readonly GapAntecedent[] = [
  ...(
    [
      ["marketResearch", "market-research orientation", "市场调研导向"],
      ["upwardCommunication", "upward communication", "向上沟通"],
      ["managementLevels", "levels of management", "管理层次", true],
    ] as const
  ).map(antecedent("knowledge")),
  ...(
    [
      ["managementCommitment", "management's commitment to service quality", "管理层对服务质量的承诺"],
      ["goalSetting", "goal setting", "目标设定"],
      ["taskStandardization", "standardization of tasks", "任务标准化"],
      ["feasibility", "belief in feasibility", "可行性认知"],
    ] as const
  ).map(antecedent("standards")),
  ...(
    [
      ["teamwork", "teamwork", "团队合作"],
      ["employeeJobFit", "fit of employees to their job", "员工与岗位匹配"],
      ["technologyJobFit", "fit of technology to the job", "技术与岗位匹配"],
      ["perceivedControl", "perceived control", "控制感"],
      ["supervisoryControl", "supervisory control", "监督控制"],
      ["roleConflict", "role conflict", "角色冲突", true],
      ["roleAmbiguity", "role ambiguity", "角色模糊", true],
    ] as const
  ).map(antecedent("delivery")),
  ...(
    [
      ["horizontalCommunication", "horizontal communication", "横向沟通"],
      ["overPromising", "tendency to over-promise", "过度承诺倾向", true],
    ] as const
  ).map(antecedent("communication")),
];
