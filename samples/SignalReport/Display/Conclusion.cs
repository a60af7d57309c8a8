using static System.FormattableString;

namespace DigitsReport;

/// <summary>What the study found, in two sentences.</summary>
public static class Conclusion
{
    /// <summary>The change from the first layer to the last, or back, up to which signals count as held.</summary>
    private const double Much = 10;

    public static string Of(Study study)
    {
        NetworkStudy[] held = [.. study.Networks.Where(Holds)], others = [.. study.Networks.Except(held)];
        string layers = Invariant($"{study.Networks[0].Signals.Layers.Count} layers");
        string first = held.Length == 0
            ? $"None of these initializers holds both pre-activations and gradients within a factor of 10 over {layers}."
            : $"{Capital(Names(held))} {(held.Length == 1 ? "holds" : "hold")} the signal: over {layers} neither pre-activations nor "
                + $"gradients change more than tenfold, and after training {Accuracies(held)} of the test images are classified correctly.";
        string second = others.Length == 0 ? "" : $" {string.Join(", ", Losers(others))}; with these, {Accuracies(others)} are.";
        return first + second;
    }

    /// <summary>Whether pre-activations and gradients both stay within a factor of 10 from one end of the network to the other.</summary>
    public static bool Holds(NetworkStudy network) =>
        IsHeld(network, network.Signals.Growth) && IsHeld(network, network.Signals.GradientGrowth);

    private static bool IsHeld(NetworkStudy network, double growth) =>
        Math.Abs(Math.Log(growth)) * (network.Signals.Layers.Count - 1) <= Math.Log(Much);

    private static IEnumerable<string> Losers(NetworkStudy[] networks) =>
        networks.GroupBy(Fate).OrderBy(fate => fate.Key).Select((fate, i) =>
            $"{(i == 0 ? "The signal" : "it")} {fate.Key} with {Names([.. fate])}");

    /// <summary>What becomes of the signal, or of the gradients where the signal itself is held.</summary>
    private static string Fate(NetworkStudy network)
    {
        double growth = network.Signals.Growth;
        if (!double.IsNaN(growth) && IsHeld(network, growth))
            return network.Signals.GradientGrowth > 1 ? "is held but its gradient explodes" : "is held but its gradient vanishes";
        return growth > 1 ? "explodes" : "vanishes";
    }

    private static string Names(NetworkStudy[] networks) =>
        networks is [.. var most, var last] && most.Length > 0
            ? $"{string.Join(", ", most.Select(network => network.Name))} and {last.Name}" : networks[0].Name;

    private static string Accuracies(NetworkStudy[] networks)
    {
        string least = Percent(networks.Min(network => network.Course.TestAccuracy)),
            most = Percent(networks.Max(network => network.Course.TestAccuracy));
        return least == most ? least : $"{least} to {most}";
    }

    private static string Percent(double share) => Invariant($"{100 * share:0.0} %");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
