// SPDX-License-Identifier: EUPL-1.2
// Spares the citizen one click. Without it the button on the page does the same.
document.forms.depart.submit();
