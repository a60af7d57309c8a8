using Spectre.Console;

namespace QuickStart;

/// <summary>The meaning of the columns of the table and of its verdicts.</summary>
public static class Legend
{
    private static readonly (string Heading, string Meaning)[] Columns =
    [
        ("test right", $"Accuracy on the test images. Guessing gives {1.0 / Digit.ClassCount:0%}."),
        ("final loss", $"Mean cross-entropy on the training images. Guessing gives {Math.Log(Digit.ClassCount):F3}. Training ends at NaN."),
        ("activations", "Standard deviation of the outputs of the first and the last hidden layer, before training."),
        ("gradients", "The same for the gradients of the loss of an image with respect to the pre-activations of these layers."),
    ];

    public static Grid Of(IEnumerable<Verdict> verdicts)
    {
        Grid legend = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        foreach ((string heading, string meaning) in Columns) legend.AddRow(heading, meaning);
        foreach (Verdict verdict in verdicts) legend.AddRow(Coloured(verdict), verdict.Meaning);
        return legend;
    }

    public static string Coloured(Verdict verdict)
    {
        string colour = verdict == Verdict.Trained ? "green" : verdict == Verdict.Slow ? "yellow" : "red";
        return $"[{colour}]{verdict.Word}[/]";
    }
}
