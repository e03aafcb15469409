// SPDX-License-Identifier: EUPL-1.2

using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace OnceOnly.Pilot.Browsing;

/// <summary>
/// A browser without scripts: pages, links, forms, redirects, and cookies with their SameSite rules. One instance is one
/// person's browser.
/// </summary>
public sealed class Browser(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _http = new(handler, disposeHandler: false);
    private readonly IBrowsingContext _pages = BrowsingContext.New(Configuration.Default);
    private readonly Dictionary<(string Host, string Name, string Path), BrowserCookie> _cookies = [];

    private BrowserPage? _page;

    /// <exception cref="BrowserException">No page was opened yet.</exception>
    public BrowserPage Page => _page ?? throw new BrowserException("No page is open.");

    /// <summary>Types an address into the address bar.</summary>
    public Task<BrowserPage> GoToAsync(Uri address, CancellationToken cancellationToken)
    {
        _page = null;
        return NavigateAsync(HttpMethod.Get, address, null, cancellationToken);
    }

    /// <summary>Follows the link whose text contains the words.</summary>
    public Task<BrowserPage> FollowAsync(string words, CancellationToken cancellationToken)
    {
        var link = Page.Document.QuerySelectorAll<IHtmlAnchorElement>("a[href]").FirstOrDefault(anchor => Says(anchor, words))
            ?? throw Missing("link", words);
        return NavigateAsync(HttpMethod.Get, new Uri(Page.Address, link.GetAttribute("href")!), null, cancellationToken);
    }

    /// <summary>Ticks the radio button or picks the entry of a list.</summary>
    public void Choose(string name, string value)
    {
        var document = Page.Document;
        if (document.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").FirstOrDefault(input => input.Name == name && input.Value == value) is { } radio)
        {
            radio.IsChecked = true;
        }
        else if (document.QuerySelectorAll<IHtmlSelectElement>("select").FirstOrDefault(select => select.Name == name) is { } list
            && list.Options.Any(option => option.Value == value))
        {
            list.Value = value;
        }
        else
        {
            throw Missing("choice", $"{name} = {value}");
        }
    }

    /// <summary>Presses the button that says the words.</summary>
    public Task<BrowserPage> PressAsync(string words, CancellationToken cancellationToken) =>
        PressAsync(button => Says(button, words), words, cancellationToken);

    /// <summary>Presses the button with this name and value.</summary>
    public Task<BrowserPage> PressAsync(string name, string value, CancellationToken cancellationToken) =>
        PressAsync(button => button.GetAttribute("name") == name && button.GetAttribute("value") == value, value, cancellationToken);

    /// <summary>Posts a form that the page shown might hold, whether it does or not.</summary>
    public Task<BrowserPage> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken) =>
        NavigateAsync(HttpMethod.Post, address, new FormUrlEncodedContent(fields), cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _pages.Dispose();
    }

    private Task<BrowserPage> PressAsync(Func<IElement, bool> wanted, string words, CancellationToken cancellationToken)
    {
        var button = Page.Document.QuerySelectorAll<IHtmlButtonElement>("button").FirstOrDefault(candidate => wanted(candidate)) ?? throw Missing("button", words);
        var form = button.Form ?? throw Missing("form around the button", words);
        var submission = form.GetSubmission(button) ?? throw Missing("form to submit with", words);
        var method = submission.Method == AngleSharp.Io.HttpMethod.Post ? HttpMethod.Post : HttpMethod.Get;
        HttpContent? body = null;
        if (method == HttpMethod.Post)
        {
            body = new StreamContent(submission.Body);
            body.Headers.TryAddWithoutValidation("Content-Type", submission.Headers["Content-Type"]);
        }

        return NavigateAsync(method, new Uri(submission.Target.Href), body, cancellationToken);
    }

    private async Task<BrowserPage> NavigateAsync(HttpMethod method, Uri address, HttpContent? body, CancellationToken cancellationToken)
    {
        var from = _page?.Address;
        var isCrossSite = false;
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            // Once another site had its hands in the chain it stays cross-site, as in browsers.
            isCrossSite |= from is not null && (from.Host != address.Host || from.Scheme != address.Scheme);
            using var request = new HttpRequestMessage(method, address) { Content = body };
            Dress(request, from, isCrossSite);
            using var response = await _http.SendAsync(request, cancellationToken);
            Keep(response, address);
            if (Redirect(response) is not { } next)
            {
                return _page = await ShowAsync(response, address, cancellationToken);
            }

            if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                method = HttpMethod.Get;
                body = null;
            }

            from ??= address;
            address = new Uri(address, next);
        }

        throw new BrowserException($"{address.GetLeftPart(UriPartial.Path)} redirects in circles.");
    }

    private void Dress(HttpRequestMessage request, Uri? from, bool isCrossSite)
    {
        request.Version = HttpVersion.Version20;
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        request.Headers.TryAddWithoutValidation("Accept-Language", "en");
        if (request.Method == HttpMethod.Post && from is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", from.GetLeftPart(UriPartial.Authority));
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", isCrossSite ? "cross-site" : "same-origin");
        }

        var now = time.GetUtcNow();
        var cookies = _cookies.Values
            .Where(cookie => (cookie.ExpiresAt is null || cookie.ExpiresAt > now)
                && cookie.GoesTo(request.RequestUri!, isCrossSite, request.Method == HttpMethod.Get))
            .Select(cookie => $"{cookie.Name}={cookie.Value}")
            .ToList();
        if (cookies.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies));
        }
    }

    private void Keep(HttpResponseMessage response, Uri address)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var headers))
        {
            return;
        }

        foreach (var header in headers)
        {
            var cookie = BrowserCookie.Parse(header, address, time.GetUtcNow());
            _cookies[(cookie.Host, cookie.Name, cookie.Path)] = cookie;
        }
    }

    private static Uri? Redirect(HttpResponseMessage response) =>
        (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;

    private async Task<BrowserPage> ShowAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        var html = await response.Content.ReadAsStringAsync(cancellationToken);
        var document = await _pages.OpenAsync(answer => answer.Content(html).Address(address.AbsoluteUri), cancellationToken);
        return document is IHtmlDocument page
            ? new BrowserPage(address, response.StatusCode, page)
            : throw new BrowserException("The answer is not a page.");
    }

    private static bool Says(IElement element, string words) => element.TextContent.Contains(words, StringComparison.OrdinalIgnoreCase);

    private BrowserException Missing(string what, string words) =>
        new($"The page \"{Page.Heading}\" at {Page.Address.GetLeftPart(UriPartial.Path)} has no {what} \"{words}\".");
}
