// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Registries.Declarations;

/// <summary>Addresses to which credentials and questions about people may go.</summary>
internal static class SafeAddress
{
    public static Uri Read(string? text, Problems problems)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            problems.Add("must be an absolute https address; http only to this machine.");
            return new Uri("https://invalid.invalid/");
        }

        problems.AddUnless(
            address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0,
            "must have no query, fragment or user.");
        return address;
    }
}
