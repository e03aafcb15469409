// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Playwright;

namespace OnceOnly.EndToEnd.Browsers;

/// <summary>Debian's Chromium, driven by Playwright. Where it is missing its tests are skipped, and fail in CI.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A window of somebody who has never been here.</summary>
    public async Task<Visitor> OpenAsync(bool withScripts = true, string locale = "en", int width = 1280)
    {
        if (_browser is null)
        {
            const string Missing = "Chromium is not installed (/usr/bin/chromium).";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", Missing);
            Assert.Fail(Missing);
        }

        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            // The pilot's authority is not in the browser's store; TLS itself is tested elsewhere.
            IgnoreHTTPSErrors = true,
            JavaScriptEnabled = withScripts,
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(60_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }
}
