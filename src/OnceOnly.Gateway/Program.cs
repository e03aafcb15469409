// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Gateway;

return await GatewayApplication.RunAsync(args);
