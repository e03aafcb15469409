// SPDX-License-Identifier: EUPL-1.2

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using OnceOnly.Eidas.Assurance;
using OnceOnly.Eidas.Profiles;
using OnceOnly.Eidas.Responses;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>What the configuration of a connector says of its answers, whoever judges them.</summary>
/// <param name="EntityId">entityID its metadata must have; null when the configuration names none.</param>
/// <param name="Origins">Countries its identifiers may come from.</param>
/// <param name="RequestedLevel">Level asked of it at least.</param>
/// <param name="HighestLevel">Best level it can reach where its metadata declare none.</param>
/// <param name="Profile">How it differs from an eIDAS node.</param>
public sealed record ConnectorExpectation(
    string? EntityId, IReadOnlyList<string> Origins, AssuranceLevel RequestedLevel, AssuranceLevel HighestLevel, ConnectorProfile Profile)
{
    /// <summary>
    /// Reads the section of one connector (<see cref="ConnectorOptions"/>) by the rules that the gateway starts by, but for
    /// those about its metadata: the files it names may be elsewhere.
    /// </summary>
    /// <param name="section">The section, for example from a file of its own.</param>
    /// <param name="expectation">What it says.</param>
    /// <param name="fault">The first thing in it that is unknown or cannot work.</param>
    public static bool TryRead(
        IConfiguration section,
        [NotNullWhen(true)] out ConnectorExpectation? expectation,
        [NotNullWhen(false)] out string? fault)
    {
        var options = new ConnectorOptions();
        expectation = null;
        try
        {
            // Stricter than the gateway, which has to start with the keys of another version too.
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException unfit)
        {
            fault = unfit.Message;
            return false;
        }

        fault = EidasSamlOptionsValidator.Answers("Connectors:ID", options).FirstOrDefault();
        if (fault is not null)
        {
            return false;
        }

        expectation = Of(options);
        return true;
    }

    /// <summary>The same expectation with what this connector needs.</summary>
    public ResponseExpectation ApplyTo(ResponseExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return expected with
        {
            Demand = expected.Demand?.AtLeast(RequestedLevel) ?? AuthnContextDemand.Minimum(RequestedLevel),
            Origins = Origins,
            HighestLevel = HighestLevel,
            Profile = Profile,
        };
    }

    internal static ConnectorExpectation Of(ConnectorOptions options) => new(
        options.PinnedEntityId,
        options.Origins,
        (AssuranceLevel)options.RequestedLevel,
        (AssuranceLevel)options.HighestLevel,
        options.Profile.ToProfile());
}
