import type { Cart } from './cart';

export function cartPage(cart: Cart): string {
  return `<h1>Your cart</h1><p>${(cart.total / 100).toFixed(2)} EUR</p>`;
}

export function checkoutPage(cart: Cart): string {
  return `<form method="post">${cartPage(cart)}<button>Pay</button></form>`;
}
