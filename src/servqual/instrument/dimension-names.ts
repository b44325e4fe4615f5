/** Chinese names of the five dimensions of service quality (服务质量五维度), by key. */
export const dimensionNamesZh: Readonly<Record<string, string>> = {
  tangibles: "有形性",
  reliability: "可靠性",
  responsiveness: "响应性",
  assurance: "保证性",
  empathy: "移情性",
};
