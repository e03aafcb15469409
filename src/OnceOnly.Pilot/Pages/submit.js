// SPDX-License-Identifier: EUPL-1.2
document.forms[0].submit();
