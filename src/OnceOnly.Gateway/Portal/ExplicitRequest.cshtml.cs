// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using OnceOnly.Evidence.Catalogue;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.EServices;
using OnceOnly.Evidence.ExplicitRequests;
using OnceOnly.Evidence.Persons;
using OnceOnly.Gateway.Api.AuthorizationDetails;
using OnceOnly.Gateway.Portal.Languages;
using OnceOnly.Gateway.Protection;
using OnceOnly.Identity.Clients;
using OnceOnly.Identity.Interactions;

namespace OnceOnly.Gateway.Portal;

/// <summary>
/// Shows exactly which evidence would be asked from whom, for which procedure and for whom, and records the citizen's
/// yes or no (Regulation (EU) 2018/1724, Article 14).
/// </summary>
internal sealed class ExplicitRequestModel(
    IAuthorizationInteractions interactions,
    IExplicitRequests requests,
    IEServiceDirectory services,
    IClientDirectory clients,
    IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Changes with every change of the sentences, so that it can be shown later what was said yes to.</summary>
    private const string WordingVersion = "2026-11";

    private const string FieldPrefix = "provider:";

    private const string AnswerPrefix = "answer:";
    private AuthorizationInteraction? _interaction;
    private EvidenceWish? _wish;

    public string Id { get; private set; } = string.Empty;

    public Notice? Notice { get; private set; }

    public ProposedRequest? Proposal { get; private set; }

    public AuthenticatedPerson? Person => _interaction?.Session.Person;

    public IReadOnlyList<EvidenceItem> Evidence { get; private set; } = [];

    /// <summary>False when the log-in is for another kind of person than the evidence is about; then the citizen can only go back.</summary>
    public bool CanGive { get; private set; } = true;

    /// <summary>What was answered before, to be sent along with the decision.</summary>
    public IEnumerable<KeyValuePair<string, string>> Answered =>
        _wish!.Answers.Where(answer => !Evidence.Any(item => item.Questions.Any(question => question.Field == AnswerPrefix + answer.Key)))
            .Select(answer => KeyValuePair.Create(AnswerPrefix + answer.Key, answer.Value));

    public bool HasPreview => Proposal!.Items.Any(offer => offer.Preview);

    public async Task<IActionResult> OnGetAsync(string? id) => await PrepareAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? id, string? decision)
    {
        if (await PrepareAsync(id) is { } elsewhere)
        {
            return elsewhere;
        }

        return decision switch
        {
            _ when Proposal is null => Page(),
            "answer" => Page(),
            "give" when CanGive => await GiveAsync(),
            "give" => Page(),
            "refuse" => await RefuseAsync(),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult?> PrepareAsync(string? id)
    {
        _interaction = id is null ? null : await interactions.FindAsync(HttpContext, id);
        if (_interaction is null || services.Find(_interaction.ClientId) is not { } service)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            Notice = new Notice(texts["request.gone"], IsError: true);
            return null;
        }

        Id = _interaction.Id;
        (_wish, _) = EvidenceRequestDetail.Read(_interaction.AuthorizationDetails);
        _wish = _wish is null ? null : _wish with { Answers = ReadAnswers() };
        var proposal = _wish is null
            ? new EvidenceError(EvidenceErrorCode.InvalidRequest)
            : await requests.ProposeAsync(service, _wish, HttpContext.RequestAborted);
        if (!proposal.IsSuccess)
        {
            Show(proposal.Error);
            return null;
        }

        Proposal = proposal.Value;
        Evidence = await DescribeAsync(Proposal, Person!);

        // Nobody can be asked while a provider is not found.
        CanGive = Evidence.All(item => item.Providers.Count > 0);
        var kind = Person!.Subject is LegalPerson ? SubjectKind.LegalPerson : SubjectKind.NaturalPerson;
        if (Proposal.Items.Any(offer => offer.Subject != SubjectKind.Any && offer.Subject != kind))
        {
            CanGive = false;
            Notice = new Notice(texts[new EvidenceError(EvidenceErrorCode.SubjectKindMismatch).UserMessageKey], IsError: true);
        }

        foreach (var uri in clients.Find(_interaction.ClientId)?.RedirectUris ?? [])
        {
            HttpContext.Features.Get<PagePolicy>()?.AllowFormTo(new Uri(uri));
        }

        return null;
    }

    private async Task<IActionResult> GiveAsync()
    {
        var chosen = Evidence
            .Select(item => (item, provider: Request.Form[item.Field].ToString()))
            .Where(choice => choice.item.Providers.Any(provider => provider.Id == choice.provider))
            .Select(choice => new RequestedEvidence(choice.item.EvidenceType, choice.provider))
            .ToList();
        if (chosen.Count < Evidence.Count)
        {
            var missing = Evidence.ToList().FindIndex(item => !chosen.Exists(choice => choice.EvidenceType == item.EvidenceType));
            Notice = new Notice(texts["request.provider-missing"], IsError: true, $"provider-{missing}-0");
            return Page();
        }

        var given = await requests.GiveAsync(Proposal!, chosen, Person!, Wording, HttpContext.RequestAborted);
        if (!given.IsSuccess)
        {
            Show(given.Error);
            return Page();
        }

        var granted = EvidenceRequestDetail.Granted(_wish!, chosen, given.Value.Id);
        if (await interactions.GrantAsync(HttpContext, Id, granted, given.Value.Id) is { } address)
        {
            return Leave(address);
        }

        // Decided in another tab meanwhile: nobody would ever get a token for this one.
        await requests.WithdrawAsync(given.Value.Id, Person!, CancellationToken.None);
        return Gone();
    }

    private Dictionary<string, string> ReadAnswers()
    {
        const int most = 20;
        const int longest = 200;
        return !Request.HasFormContentType ? [] : Request.Form
            .Where(field => field.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal) && field.Value.ToString().Trim() is { Length: > 0 and <= longest })
            .Take(most)
            .ToDictionary(field => field.Key[AnswerPrefix.Length..], field => field.Value.ToString().Trim(), StringComparer.Ordinal);
    }

    private async Task<IActionResult> RefuseAsync()
    {
        await requests.RefuseAsync(Proposal!, Person!, Wording, HttpContext.RequestAborted);
        return await interactions.RefuseAsync(HttpContext, Id) is { } address ? Leave(address) : Gone();
    }

    private static GivenWording Wording => new(WordingVersion, PortalLanguages.Current);

    private PageResult Gone()
    {
        Proposal = null;
        Notice = new Notice(texts["request.gone"], IsError: true);
        return Page();
    }

    private StatusCodeResult Leave(Uri address)
    {
        Response.Headers.Location = address.AbsoluteUri;
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private void Show(EvidenceError error)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        Notice = new Notice(texts[error.UserMessageKey], IsError: true);
    }

    private async Task<IReadOnlyList<EvidenceItem>> DescribeAsync(ProposedRequest proposal, AuthenticatedPerson person)
    {
        var copies = await requests.FindCopiesAsync(proposal, person, HttpContext.RequestAborted);
        return [.. proposal.Items.GroupBy(offer => offer.EvidenceType, StringComparer.Ordinal).Select(group => new EvidenceItem(
            group.Key,
            FieldPrefix + group.Key,
            CitizenNames.Of(group.First().Titles),
            [.. group.SelectMany(offer => offer.Questions).DistinctBy(question => question.Id, StringComparer.Ordinal).Select(question => new Question(
                AnswerPrefix + question.Id, CitizenNames.Of(question.Texts), question.IsYesNo, _wish!.Answers.GetValueOrDefault(question.Id)))],
            [.. group.Where(offer => offer.Questions.Count == 0).Select(offer => new Provider(
                offer.Provider,
                CitizenNames.Of(offer.ProviderNames),
                CitizenNames.OfCountry(offer.Country),
                offer.Preview,
                offer.Reuse,
                copies.FirstOrDefault(copy => copy.EvidenceType == offer.EvidenceType && copy.Provider == offer.Provider)?.ObtainedAt))]))];
    }

    /// <param name="EvidenceType">Identifier.</param>
    /// <param name="Field">Name of the form field with the provider chosen.</param>
    /// <param name="Title">What citizens call it.</param>
    /// <param name="Questions">What has to be answered before those who offer it are found.</param>
    /// <param name="Providers">Who offers it.</param>
    internal sealed record EvidenceItem(
        string EvidenceType, string Field, string Title, IReadOnlyList<Question> Questions, IReadOnlyList<Provider> Providers);

    /// <param name="Field">Name of the form field with the answer.</param>
    /// <param name="Text">The question.</param>
    /// <param name="IsYesNo">Whether it is answered with yes or no.</param>
    /// <param name="Answer">What was answered last time.</param>
    internal sealed record Question(string Field, string Text, bool IsYesNo, string? Answer);
    /// <param name="Id">Identifier.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Country">Country.</param>
    /// <param name="Preview">Whether the citizen sees the evidence first.</param>
    /// <param name="Reuse">What a copy may be used for.</param>
    /// <param name="CopyObtainedAt">Since when a copy is held that would serve; null when the provider will be asked.</param>
    internal sealed record Provider(string Id, string Name, string Country, bool Preview, ReuseTerms Reuse, DateTimeOffset? CopyObtainedAt);
}
