namespace QuickStart;

/// <summary>A verdict on a network in one word, and the meaning of the word.</summary>
public sealed record Verdict(string Word, string Meaning)
{
    private const double Enough = 0.8;

    private const double TooMuch = 2;

    public static Verdict Trained { get; } = new("trained",
        $"The accuracy on the test images is at least {Enough:0%}.");

    public static Verdict Symmetric { get; } = new("symmetric",
        "After training, all units of a hidden layer still have the same weights, to a thousandth: together they do the work of one.");

    public static Verdict Exploded { get; } = new("exploded",
        $"Before training, the activations or the gradients grow more than {TooMuch}-fold from a hidden layer to the next, on average.");

    public static Verdict Vanished { get; } = new("vanished",
        $"Before training, the activations or the gradients shrink more than {TooMuch}-fold from a hidden layer to the next, on average.");

    public static Verdict NaN { get; } = new("NaN",
        "The loss became NaN or infinite, although nothing exploded or vanished before training.");

    public static Verdict Slow { get; } = new("slow",
        $"The accuracy on the test images is below {Enough:0%} for none of the other reasons: more epochs may help.");

    /// <summary>
    /// The verdict on an outcome: trained by the accuracy on the test images, or else the first word that explains a failure.
    /// </summary>
    public static Verdict On(Outcome outcome) => outcome switch
    {
        { Accuracy: >= Enough } => Trained,
        { HasEqualUnits: true } => Symmetric,
        { Activations.Growth: > TooMuch } or { Gradients.Growth: > TooMuch } => Exploded,
        { Activations.Growth: < 1 / TooMuch } or { Gradients.Growth: < 1 / TooMuch } => Vanished,
        _ => double.IsFinite(outcome.Loss) ? Slow : NaN,
    };
}
