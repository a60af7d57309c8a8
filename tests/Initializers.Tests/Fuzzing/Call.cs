using System.Globalization;

namespace Initializers.Tests.Fuzzing;

/// <summary>One call: the member, its target and its arguments.</summary>
/// <param name="Member">The member.</param>
/// <param name="Target">The object that it is called on; null if there is none.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Refused">The parameter whose null must be refused; empty if there are several; null if there is none.</param>
internal sealed record Call(PublicMember Member, object? Target, object?[] Arguments, string? Refused)
{
    /// <summary>Whether the call draws from a finite source, which throws its own exception at the end.</summary>
    public bool HasFiniteSource =>
        Arguments.Append(Target).Any(value => value is SequenceRandom or RandomBoundInitializer { Random: SequenceRandom });

    public bool IsIntact => Arguments.OfType<Canaried>().All(argument => argument.IsIntact);

    /// <summary>What a refused call must not change: elements and the positions of sources.</summary>
    public int Fingerprint => Traces.Of([Target, .. Arguments]);

    public override string ToString()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string arguments = string.Join(
            ", ", Member.Parameters.Select(parameter => $"{parameter.Name}: {Written(Arguments[parameter.Position])}"));
        return $"{Member} on {Written(Target)} with ({arguments})";
    }

    private static string Written(object? value) => value switch
    {
        null => "null",
        string { Length: > 100 } text => $"a text of {text.Length} characters",
        string text => $"\"{text}\"",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Array array => $"{array.GetType().Name} of {array.Length}: {{{string.Join(", ", array.Cast<object?>().Take(10))}}}",
        _ => value.ToString() is { Length: > 300 } text ? text[..300] + "..." : value.ToString()!,
    };
}
