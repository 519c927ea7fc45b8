/** Shipping costs in cents: free from 50 EUR on. */
export function shippingCosts(total: number, country: string): number {
  if (total >= 5000) return 0;
  return country === 'DE' ? 390 : 890;
}
