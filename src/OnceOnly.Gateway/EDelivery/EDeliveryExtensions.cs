// SPDX-License-Identifier: EUPL-1.2

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnceOnly.EDelivery.Parties;
using OnceOnly.EDelivery.Receiving;
using OnceOnly.EDelivery.Sending;
using OnceOnly.Evidence.Errors;
using OnceOnly.Evidence.Upkeep;
using OnceOnly.Oots.AccessPoints;
using OnceOnly.Oots.AccessPoints.As4;

namespace OnceOnly.Gateway.EDelivery;

/// <summary>Registers the access point.</summary>
internal static class EDeliveryExtensions
{
    /// <param name="services">The container, with an outbox and an inbox.</param>
    /// <param name="section">The configuration section <c>EDelivery</c>.</param>
    public static IServiceCollection AddOnceOnlyEDelivery(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<EDeliveryOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<EDeliveryOptions>, EDeliveryOptionsValidator>();
        services.AddSingleton(provider => Options.Create(OptionsOf(provider).Operator));
        services.AddSingleton<EDeliveryMeter>();
        services.AddSingleton<ConfiguredAccessPoint>();
        services.TryAddSingleton<IRemits>(provider => provider.GetRequiredService<ConfiguredAccessPoint>());
        services.AddSingleton<Func<AccessPoint>>(provider => () => provider.GetRequiredService<ConfiguredAccessPoint>().Current);
        services.AddSingleton(Sender);
        services.AddSingleton(Receiver);
        services.AddOotsOverAs4();
        services.AddHostedService<Sending>();
        services.AddSingleton<IBackgroundWork>(provider => provider.GetRequiredService<ConfiguredAccessPoint>());
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IBackgroundWork, Redelivery>(),
            ServiceDescriptor.Singleton<IBackgroundWork, OldestMessages>(),
            ServiceDescriptor.Singleton<IBackgroundWork, Forgetting>(),
        ]);
        return services;
    }

    private static EDeliveryOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<EDeliveryOptions>>().Value;

    private static MessageReceiver Receiver(IServiceProvider provider)
    {
        var log = provider.GetRequiredService<ILogger<MessageReceiver>>();
        return new MessageReceiver(
            provider.GetRequiredService<Func<AccessPoint>>(),
            provider.GetRequiredService<IInbox>(),
            provider.GetRequiredService<IMessageConsumer>(),
            OptionsOf(provider).Receiver,
            provider.GetRequiredService<TimeProvider>())
        {
            GivenUp = (message, problem) => Log.IncomingGivenUp(log, message.MessageId, message.From.Value, Cause.Of(problem)),
        };
    }

    private static MessageSender Sender(IServiceProvider provider)
    {
        var accessPoint = provider.GetRequiredService<Func<AccessPoint>>();
        var meter = provider.GetRequiredService<EDeliveryMeter>();
        var log = provider.GetRequiredService<ILogger<MessageSender>>();
        return new MessageSender(
            accessPoint,
            provider.GetRequiredService<IOutbox>(),
            PartnerConnections.Create(OptionsOf(provider), accessPoint()),
            OptionsOf(provider).Retries,
            provider.GetRequiredService<TimeProvider>())
        {
            MaxPayloadBytes = OptionsOf(provider).MaxPayloadBytes,
            Reported = report =>
            {
                meter.Sent(report);
                Write(report, log);
            },
        };
    }

    private static void Write(AttemptReport report, ILogger log)
    {
        var party = report.Recipient.Value;
        switch (report)
        {
            case { Failure: { } failure }:
                Log.OutboxOutOfReach(log, report.MessageId, Cause.Of(failure));
                break;
            case { Fate: SendingFate.Acknowledged }:
                Log.MessageAcknowledged(log, party, report.MessageId, report.Attempt);
                break;
            case { Fate: SendingFate.Retried }:
                Log.MessageRetried(log, party, report.MessageId, report.Attempt, report.Problem);
                break;
            default:
                Log.MessageGivenUp(log, report.MessageId, party, report.Attempt, report.Problem);
                break;
        }
    }
}
