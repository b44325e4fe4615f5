/** Whether tests may take their time: `THOROUGH=1`. Without it the long ones try fewer cases, so that a run stays short. */
export const thorough: boolean = process.env["THOROUGH"] === "1";
