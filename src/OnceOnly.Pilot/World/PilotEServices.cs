// SPDX-License-Identifier: EUPL-1.2

using OnceOnly.Pilot.EServices;

namespace OnceOnly.Pilot.World;

/// <summary>The two municipalities' e-services, and a person at a shell.</summary>
public static class PilotEServices
{
    private static readonly OfferedProcedure Address = new(
        "address", "Register a change of address", "We need your residence record, so that we know where you lived before.", "V1", "residence-record");

    private static readonly OfferedProcedure Study = new(
        "study", "Apply for a study grant", "We need your birth certificate, because the grant depends on your age.", "T1", "birth-certificate");

    private static readonly OfferedProcedure Business = new(
        "business", "Ask for a permit to run a business", "For companies. We need the company's extract from the business registry.", "X1", "company-extract");

    private static readonly OfferedProcedure Tax = new(
        "tax", "Declare your income", "We need your tax certificate. Its registry is out of order, to show what happens then.", "U4", "tax-certificate");

    private const string FinnishTypes = "https://sr.oots.tech.ec.europa.eu/evidencetypeclassifications/FI/";

    private static readonly OfferedProcedure Recognition = new(
        "recognition", "Have studies in Finland recognised", "We need your diploma. It comes from your university in Finland.", "T3", FinnishTypes + "0c4749ce-f205-4c5e-a26d-ba13689bce85")
    {
        Country = "FI",
    };

    private static readonly OfferedProcedure Moving = new(
        "moving", "Move here from Finland", "We need an extract from the Finnish population register.", "V1", FinnishTypes + "ac737211-fa0e-4fe0-b25b-afbef1faa030")
    {
        Country = "FI",
    };

    private static readonly OfferedProcedure Pension = new(
        "pension", "Claim a pension", "We need your Finnish pension record.", "W1", FinnishTypes + "9a078a5e-1b9c-43ed-8e9f-bbcab55002c9")
    {
        Country = "FI",
    };

    /// <summary>Speaks gRPC; signs assertions and proofs of possession (DPoP).</summary>
    public static EServiceProfile Aegina { get; } = new(
        "aegina-services", "municipality-a", "Municipality of Aegina", "Services for citizens and companies", [Address, Study, Business, Tax, Recognition, Moving, Pension]);

    /// <summary>Speaks REST; shows a client certificate.</summary>
    public static EServiceProfile Syros { get; } = new(
        "syros-housing", "municipality-b", "Municipality of Syros", "Housing office", [Address, Study]);

    /// <summary>For <c>onceonly token</c> and the samples, with signed assertions and DPoP.</summary>
    public static EServiceProfile ShellDPoP { get; } = new(
        "shell-dpop", "municipality-a", "Municipality of Aegina", "Developer's desk", [Address, Study, Business, Tax, Recognition, Moving, Pension]);

    /// <summary>The same with a client certificate.</summary>
    public static EServiceProfile ShellMutualTls { get; } = new(
        "shell-mtls", "municipality-a", "Municipality of Aegina", "Developer's desk (certificate)", [Address, Study, Business, Tax, Recognition, Moving, Pension]);
}
