/**
 * A file of invented customers with all that `customer-equity loyalty` knows; an input is missing now and then. The same rows each time; the
 * same customers at another `date` are others.
 */
export function loyaltyFile(rows, date = 0) {
  const draw = (customer, k) => {
    const i = customer + date;
    return ((i * 7919 + k * 104_729 + ((i * i) % 101) * 31 * k) % 997) / 996;
  };
  const shares = ["repeat", "attachment", "incentive_share", "price_share", "convenience_share"];
  const stages = ["cognitive", "affective", "conative", "action"];
  const ratings = ["attitude", "involvement", "perceived_value", "trust", "switching_cost"];
  const names = [...shares, ...stages, ...ratings, "banks", "alternatives", "insider", "satisfaction", "loyalty"];
  const cell = (name, i, k) => {
    const liking = (draw(i, 3) + draw(i, k + 5)) / 2;
    if ((i * 13 + k) % 97 === 0) return "";
    if (ratings.includes(name)) return 1 + Math.round(6 * liking);
    if (name === "banks") return 1 + Math.round(4 * (1 - liking));
    if (name === "alternatives") return Math.round(3 * draw(i, k));
    if (name === "insider") return draw(i, k) < 0.05 ? 1 : 0;
    if (name === "satisfaction") return 1 + Math.round(4 * liking);
    if (name === "loyalty") return (1 + 4 * liking).toFixed(1);
    return liking.toFixed(2);
  };
  const line = (i) =>
    [
      `C${i}`,
      ...names.map((name, k) => cell(name, i, k)),
      Math.round(5000 * draw(i, 2) ** 3),
      draw(i, 9).toFixed(2),
    ].join();
  const lines = Array.from({ length: rows }, (_, i) => `${line(i + 1)}\n`);
  return `customer,${names.join()},value,churn_risk\n${lines.join("")}`;
}
