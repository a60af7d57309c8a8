using static System.FormattableString;

namespace Initializers;

/// <summary>
/// What the literature calls a point of <see cref="VarianceScalingInitializer"/>: a member of <see cref="Init"/> with its
/// arguments, made into text when it is asked for.
/// </summary>
/// <param name="Member">The member's name.</param>
/// <param name="Parameter">The parameter that is a number of its own, such as <c>gain</c>; empty where there is none.</param>
/// <param name="Argument">What that parameter is.</param>
/// <param name="Default">What it is unless it is said.</param>
/// <param name="SaysMode">Whether the member takes a mode.</param>
internal readonly record struct CatalogueName(
    string Member, string Parameter = "", double Argument = 0, double Default = 0, bool SaysMode = false)
{
    /// <summary>The call as one would type it, without the arguments that have their defaults.</summary>
    public string Call(FanMode mode, Distribution distribution)
    {
        string?[] arguments =
        [
            Argument == Default ? null : Invariant($"{Parameter}: {Argument}"),
            SaysMode ? $"mode: {mode}" : null,
            distribution.Bound is null or 2 ? null : Invariant($"bound: {distribution.Bound}"),
        ];
        return $"{Member}({string.Join(", ", arguments.OfType<string>())})";
    }
}
