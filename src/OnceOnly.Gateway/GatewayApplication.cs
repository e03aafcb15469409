// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.Evidence.State;
using OnceOnly.Gateway.Api;
using OnceOnly.Gateway.Api.Errors;
using OnceOnly.Gateway.Listeners;
using OnceOnly.Gateway.Operations;
using OnceOnly.Gateway.Operations.Health;
using OnceOnly.Gateway.Operations.Tracing;
using OnceOnly.Gateway.Parts;
using OnceOnly.Gateway.Portal;
using OnceOnly.Gateway.Protection;

namespace OnceOnly.Gateway;

/// <summary>The gateway, put together. The host, the pilot and the tests all run this very same thing.</summary>
public static class GatewayApplication
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <param name="args">Command line: <c>--Section:Key=value</c>.</param>
    /// <param name="configure">Adds configuration, and services that take the place of the built-in ones.</param>
    /// <exception cref="OptionsValidationException">The configuration is wrong; of several sections, inside an <see cref="AggregateException"/>.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Named, not guessed from the entry assembly: pages and resources are found whoever hosts.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(GatewayApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddListeners();
        builder.AddProtection();
        builder.AddOperations();
        builder.AddEvidenceApi();
        builder.AddPortal();
        builder.AddParts();

        var app = builder.Build();

        // All that is wrong at once, before anything is put to use.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.UseMiddleware<LastConnection>();
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestSpan>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<PlainBodies>();
        app.UseEvidenceApiFailures();
        app.UsePortalFailures();
        app.UseMiddleware<StateOutage>();
        app.UseRouting();
        app.UseMiddleware<ListenerGuard>();
        app.UseRateLimiter();
        app.UseRequestLocalization();
        app.UseEvidenceApi();
        app.MapEvidenceApi();
        app.MapPortal();
        app.MapParts();
        app.MapOperations();
        return app;
    }

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>0, or 1 when the configuration is refused: then each line on standard error names a key.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Create(args);
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException exception)
        {
            return await RefuseAsync(exception);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return await RefuseAsync([.. exception.InnerExceptions.Cast<OptionsValidationException>()]);
        }
        catch (Exception exception) when (exception is InvalidDataException or StateUnavailableException or InvalidOperationException { Source: Binder })
        {
            // Keys or a database that are not what the configuration says, or a value that is no time or number.
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task<int> RefuseAsync(params OptionsValidationException[] exceptions)
    {
        // Options that are made from others fail with them.
        await Console.Error.WriteLineAsync(string.Join('\n', exceptions.SelectMany(exception => exception.Failures).Distinct(StringComparer.Ordinal)));
        return 1;
    }
}
