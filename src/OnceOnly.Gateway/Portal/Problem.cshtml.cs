// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using OnceOnly.Evidence.Errors;
using OnceOnly.Gateway.Api.Authentication;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Identity.AccessTokens;

namespace OnceOnly.Gateway.Portal;

/// <summary>The page to which the type of a problem document leads: one row of the error tables.</summary>
internal sealed class ProblemModel(IStringLocalizer<Texts> texts) : PageModel
{
    public string Code { get; private set; } = string.Empty;

    public string Title { get; private set; } = string.Empty;

    public int HttpStatus { get; private set; }

    public string GrpcStatus { get; private set; } = string.Empty;

    public string Party { get; private set; } = string.Empty;

    public string Phase { get; private set; } = string.Empty;

    public string Retry { get; private set; } = string.Empty;

    public string? Sentence { get; private set; }

    public IActionResult OnGet(string code)
    {
        Code = code;
        foreach (var known in ApiErrorTable.Codes.Select(known => new EvidenceError(known)).Where(known => known.WireCode == code))
        {
            Show(known);
            return Page();
        }

        foreach (var refusal in Enum.GetValues<AccessTokenFault>().Select(fault => new CallRefusal(fault)).Where(refusal => refusal.Code == code))
        {
            Show(refusal);
            return Page();
        }

        return NotFound();
    }

    private void Show(EvidenceError error)
    {
        var row = ApiErrorTable.Of(error.Code);
        (Title, HttpStatus, GrpcStatus) = (row.Title, row.HttpStatus, Problems.Wire(row.GrpcCode).ToUpperInvariant());
        (Party, Phase, Retry) = (Problems.Wire(error.Party), Problems.Wire(error.Phase), Problems.Wire(error.Retry));
        Sentence = texts[error.UserMessageKey];
    }

    private void Show(CallRefusal refusal)
    {
        (Title, HttpStatus, GrpcStatus) = (refusal.Title, refusal.HttpStatus, "UNAUTHENTICATED");
        (Party, Phase, Retry) = ("requester", "authorization", "now");
    }
}
