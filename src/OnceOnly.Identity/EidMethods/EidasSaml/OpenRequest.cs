// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Eidas.Attributes;
using OnceOnly.Evidence.Persons;
using OnceOnly.Identity.State;

namespace OnceOnly.Identity.EidMethods.EidasSaml;

/// <summary>A request that waits for its answer; kept under the RelayState, which is random and means nothing to others.</summary>
/// <param name="LoginId">Log-in that needs it.</param>
/// <param name="ConnectorId">Who was asked.</param>
/// <param name="RequestId">The SAML ID.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="Level">Level asked for.</param>
/// <param name="DataSet">Whose data set was asked for, a natural or a legal person's.</param>
/// <param name="Country">Country the citizen chose with us; null when the connector's choice is what counts.</param>
internal sealed record OpenRequest(
    string LoginId,
    string ConnectorId,
    string RequestId,
    DateTimeOffset IssuedAt,
    LevelOfAssurance Level,
    AttributeSet DataSet,
    string? Country = null)
{
    /// <summary>Kind of <see cref="ProtocolItem"/>.</summary>
    public const string Kind = ProtocolKind.EidasRequest;
}
