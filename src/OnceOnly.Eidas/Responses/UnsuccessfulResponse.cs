// SPDX-License-Identifier: EUPL-1.2

namespace OnceOnly.Eidas.Responses;

/// <summary>A genuine answer that says there was no log-in. Nothing about a person is read from it.</summary>
/// <param name="Reason">What it means for the citizen.</param>
/// <param name="Status">Top status code.</param>
/// <param name="SubStatus">Second status code, or null.</param>
/// <param name="Message">The node's free text, or null. It is foreign text: encode it where it is shown, keep it out of logs.</param>
public sealed record UnsuccessfulResponse(
    LoginFailureReason Reason, string Status, string? SubStatus, string? Message) : ResponseOutcome
{
    /// <summary>Without <see cref="Message"/>: whoever logs an outcome shall not log what a stranger wrote.</summary>
    public override string ToString() => $"{Reason} ({Status}, {SubStatus})";
}
