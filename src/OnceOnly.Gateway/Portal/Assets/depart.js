// SPDX-License-Identifier: EUPL-1.2
// Spares the citizen one click. Without it the button on the page does the same.
// A field may be called submit, and then hides the method.
HTMLFormElement.prototype.submit.call(document.forms.depart);
