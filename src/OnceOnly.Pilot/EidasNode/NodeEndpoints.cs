// SPDX-License-Identifier: EUPL-1.2

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Memory;
using OnceOnly.Eidas.Issuing;
using OnceOnly.Eidas.Metadata;
using OnceOnly.Eidas.Saml;
using OnceOnly.Evidence.Persons;
using OnceOnly.Pilot.EidasNode.Pages;
using OnceOnly.XmlSecurity.Signatures;

namespace OnceOnly.Pilot.EidasNode;

/// <summary>The node: takes requests, lets somebody choose a persona, sends the answer back.</summary>
internal sealed class NodeEndpoints(
    NodeCountries countries, IReadOnlyList<GatewayMetadata> gateways, SigningKey metadataKey, IMemoryCache pending, TimeProvider time)
{
    private static readonly TimeSpan MetadataValidity = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly PublishedContacts Contacts =
        new("Pilot eIDAS node", "https://pilot.example/", "support@pilot.example", "technical@pilot.example");

    public void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/{country}/metadata", Metadata);
        site.MapPost("/{country}/sso", ReceiveAsync).DisableAntiforgery();
        site.MapPost("/answer", Answer).DisableAntiforgery();
    }

    private IResult Metadata(string country) => countries.Find(country) is { } found
        ? Results.Bytes(
            NodeMetadataDocument.Create(found.Node, Contacts, time.GetUtcNow(), MetadataValidity, metadataKey),
            "application/samlmetadata+xml")
        : Results.NotFound();

    private async Task<IResult> ReceiveAsync(
        string country,
        [FromForm(Name = PostForm.RequestField)] string message,
        [FromForm(Name = PostForm.RelayStateField)] string? relayState,
        CancellationToken cancellationToken)
    {
        if (countries.Find(country) is not { } found)
        {
            return Results.NotFound();
        }

        if (!PostForm.TryDecode(message, out var xml) || !AuthnRequestReader.TryPeekIssuer(xml, out var issuer))
        {
            return Refuse(AuthnRequestFault.Unreadable.ToString());
        }

        if (gateways.FirstOrDefault(candidate => candidate.Issuer == issuer) is not { } gateway
            || await gateway.ReadAsync(cancellationToken) is not { } requester)
        {
            return Refuse("UnknownServiceProvider");
        }

        if (!AuthnRequestReader.TryRead(
            xml, requester, found.Node.SingleSignOnService, time.GetUtcNow(), out var request, out var fault))
        {
            return Refuse(fault.ToString());
        }

        var handle = Guid.NewGuid().ToString("N");
        var waiting = new PendingRequest(found, gateway.Country, request, relayState);
        pending.Set(handle, waiting, Patience);
        return new RazorComponentResult<ChoosePersonaPage>(new { Handle = handle, Waiting = waiting });
    }

    private IResult Answer(
        [FromForm] string request, [FromForm] string? persona, [FromForm] LevelOfAssurance? level, [FromForm] string? action)
    {
        if (pending.Get<PendingRequest>(request) is not { } waiting)
        {
            return Refuse("UnknownOrExpiredRequest");
        }

        var chosen = waiting.Personas.FirstOrDefault(candidate => candidate.Key == persona);
        if (action is null && chosen is null)
        {
            return new RazorComponentResult<ChoosePersonaPage>(new { Handle = request, Waiting = waiting, NothingChosen = true });
        }

        pending.Remove(request);
        var (node, asked, now) = (waiting.Country.Node, waiting.Request, time.GetUtcNow());
        var answer = action switch
        {
            "cancel" => IssuedResponse.Failure(node, asked, now, StatusCode.Requester, StatusCode.RequestDenied, "The user cancelled."),
            "fail" => IssuedResponse.Failure(node, asked, now, StatusCode.Responder, StatusCode.AuthnFailed, "The eID was not accepted."),
            _ => IssuedResponse.Success(node, asked, PersonaData.Of(chosen!, waiting.Destination, level ?? chosen!.LevelOfAssurance), now),
        };
        return new RazorComponentResult<ReturnPage>(new
        {
            Country = waiting.Country.Name,
            Destination = answer.AssertionConsumerService,
            Fields = answer.FormFields(waiting.RelayState),
        });
    }

    private static RazorComponentResult<RefusedPage> Refuse(string rule) =>
        new(new { Rule = rule }) { StatusCode = StatusCodes.Status400BadRequest };
}
