// SPDX-License-Identifier: EUPL-1.2

using System.Text.Json;
using OnceOnly.Evidence.Persons;

namespace OnceOnly.Identity.AuthorizationDetails;

/// <summary>Port: judges <c>authorization_details</c> (RFC 9396) when they are pushed. The gateway knows what they mean.</summary>
public interface IAuthorizationDetailsPolicy
{
    ValueTask<Verdict> JudgeAsync(string clientId, JsonElement details, CancellationToken cancellationToken);

    /// <param name="Error">Null when accepted, else a description for <c>invalid_authorization_details</c>.</param>
    /// <param name="LevelOfAssurance">Level the log-in must reach.</param>
    public sealed record Verdict(string? Error, LevelOfAssurance LevelOfAssurance);
}
