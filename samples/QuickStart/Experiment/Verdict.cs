namespace QuickStart;

/// <summary>A word on what became of a network, and what the word means.</summary>
public sealed record Verdict(string Word, string Meaning)
{
    private const double Enough = 0.8;

    private const double TooMuch = 2;

    public static Verdict Trained { get; } = new("trained",
        $"At least {Enough:0%} of the test images are right.");

    public static Verdict Symmetric { get; } = new("symmetric",
        "After training, all units of a hidden layer still have the same weights, to a thousandth: together they do the work of one.");

    public static Verdict Exploded { get; } = new("exploded",
        $"Before training, the activations or the gradients grow more than {TooMuch}-fold from a hidden layer to the next, on average.");

    public static Verdict Vanished { get; } = new("vanished",
        $"Before training, the activations or the gradients shrink more than {TooMuch}-fold from a hidden layer to the next, on average.");

    public static Verdict NaN { get; } = new("NaN",
        "The loss stopped being a number, although nothing exploded or vanished before training.");

    public static Verdict Slow { get; } = new("slow",
        $"Fewer than {Enough:0%} of the test images are right, for none of the other reasons: more epochs may help.");

    /// <summary>Success is judged by the test images; a failure gets the first word that explains it.</summary>
    public static Verdict On(Outcome outcome) => outcome switch
    {
        { Accuracy: >= Enough } => Trained,
        { HasEqualUnits: true } => Symmetric,
        { Activations.Growth: > TooMuch } or { Gradients.Growth: > TooMuch } => Exploded,
        { Activations.Growth: < 1 / TooMuch } or { Gradients.Growth: < 1 / TooMuch } => Vanished,
        _ => double.IsFinite(outcome.Loss) ? Slow : NaN,
    };
}
