/** What `customer-equity --help` prints. */
export const help = `customer-equity: from a transaction log to each customer's value and tier

Usage
  customer-equity value FILE [options]      FILE is .csv or .csv.gz, in UTF-8, with a header line

Reading the file
  --customer NAME        column of customer ids            (guessed from the header where not given)
  --date NAME            column of dates                   (guessed)
  --amount NAME          column of amounts, or two columns as a product: --amount "Quantity*UnitPrice"   (guessed)
  --date-pattern TEXT    spelling of the dates: yymmdd, dd.mm.yyyy, m/d/yyyy, ...   (default: 2024-12-31)
  --separator CHAR       between cells: "," ";" "|" or tab (guessed)
  --where COLUMN=A,B     keep the rows that hold one of these values; COLUMN!=A,B the rows that hold none of them;
                         may be given several times, and a row must then pass each
  --skip-bad-rows        leave out, count and list rows that cannot be read, in place of stopping at the first

The purchase history
  --unit UNIT            hour, day, week, month or year    (default: week)
  --from DATE            first day of the log; customers who bought before it are left out
  --until DATE           last day of the log               (default: the day of its last transaction)
  --split DATE           fit on the log up to this day, and compare the forecast with what came after it
  --returns ignore|net   negative amounts: leave them out, or set them against the customer's spend; they never count
                         as purchases                      (default: ignore)

Value and tiers
  --horizon NUMBER       how much of the future counts, in units   (default: one year)
  --discount-rate RATE   a year; 0.1 means 10 %            (default: 0.1)
  --margin SHARE         profit as a share of the amount; 0.3 means 30 %   (default: 1, value is then revenue)
  --tiers SHARES         cumulative shares of value at which a tier ends   (default: 0.8,0.95)
  --labels NAMES         names of the tiers, best first    (default: A,B,C)

Result
  --out FOLDER           where customers.csv and models.json go    (default: customer-equity-output)
  --help, --version

Exit code: 0 done, 2 wrong option or wrong file (nothing is written then), 1 a fault of the program.
`;
