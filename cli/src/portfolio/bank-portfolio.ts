import { dayNumber } from "customer-equity";
import { type RandomStream, randomStream } from "./random.ts";

/** One booking of the synthetic bank. */
export interface Booking {
  readonly customer: string;
  /** Day number. */
  readonly day: number;
  /** `card`: a payment by card, negative where it was reversed; `salary`: a salary that came in; `fee`: a fee charged. */
  readonly type: "card" | "salary" | "fee";
  readonly amount: number;
}

/** First and last day of the log of {@link bankPortfolio}. */
export const portfolioPeriod = { from: "2023-01-01", until: "2024-12-31" } as const;

const firstDay = dayNumber(portfolioPeriod.from);
const lastDay = dayNumber(portfolioPeriod.until);
const monthStarts = Array.from({ length: 24 }, (_, month) => {
  const text = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
  return dayNumber(text);
});

/**
 * The bookings of an invented retail bank over two years, in order of time: nobody's data, the same for the same seed.
 *
 * Customers open an account on any day of the first year and leave without notice after a time that is exponential
 * with a rate of their own (gamma over customers); after that nothing is booked any more. Card payments come at random,
 * at a rate of the customer's own (gamma), with amounts that are gamma around the customer's own mean (which follows the
 * income, log-normal). One payment in seventy is reversed some days later, wholly or in part. Six customers in ten have
 * their salary paid in, every month on the 25th; the others pay a monthly fee; everybody pays a card fee each quarter.
 */
export function bankPortfolio({ customers, seed }: { readonly customers: number; readonly seed: number }): Booking[] {
  const random = randomStream(seed);
  const bookings: Booking[] = [];
  for (let i = 1; i <= customers; i++) bookCustomer(`C${String(i).padStart(5, "0")}`, random, bookings);
  return bookings.sort((a, b) => a.day - b.day);
}

function bookCustomer(customer: string, random: RandomStream, bookings: Booking[]): void {
  const opened = firstDay + Math.floor(365 * random.uniform());
  const leavingRate = random.gamma(1.2, 1 / 900);
  const end = Math.min(lastDay, opened + random.exponential() / leavingRate);
  const income = Math.exp(Math.log(2600) + 0.5 * random.normal());
  const paymentsPerDay = random.gamma(0.9, 0.09);
  const usualPayment = 0.014 * income * Math.exp(0.3 * random.normal());
  const salaried = random.uniform() < 0.6;
  const book = (day: number, type: Booking["type"], amount: number): void => {
    if (day >= opened && day <= end) bookings.push({ customer, day: Math.floor(day), type, amount: cents(amount) });
  };

  // The card is used on the day it is handed out: that payment is the customer's first.
  for (let day = opened; day <= end; day += random.exponential() / paymentsPerDay) {
    const payment = Math.max(0.5, cents(random.gamma(2.5, usualPayment)));
    book(day, "card", payment);
    if (random.uniform() < 1 / 70) {
      const share = random.uniform() < 0.7 ? 1 : random.uniform();
      book(day + 1 + 13 * random.uniform(), "card", -Math.max(0.01, payment * share));
    }
  }
  monthStarts.forEach((start, month) => {
    if (salaried) book(start + 24, "salary", income * (1 + 0.01 * random.normal()));
    else book(start, "fee", 2.5);
    if (month % 3 === 2) book(start + 27, "fee", 6);
  });
}

function cents(amount: number): number {
  return Math.round(100 * amount) / 100;
}
