using QuickStart;

namespace DigitsReport;

/// <summary>The claims of the literature.</summary>
public static class Literature
{
    public static IReadOnlyList<Claim> Claims(Settings settings) =>
        [.. SymmetryClaims.Of(settings), .. BiasClaims.Of(settings), .. ScaleClaims.Of(settings), .. FormClaims.Of(settings.Seed),
            .. ConvergenceClaims.Of(settings)];
}
