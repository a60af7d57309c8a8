using System.CommandLine;
using QuickStart;
using Spectre.Console;

namespace TorchSharpDigits;

/// <summary>
/// Initializes two TorchSharp networks by plans and as TorchSharp does, looks at their signals, and trains them on handwritten digits.
/// </summary>
public static class DigitsCommand
{
    public static RootCommand Create(IAnsiConsole console)
    {
        Option<int> epochs = WholeNumber.Option("--epochs", "The number of training epochs.", 20, minimum: 1);
        Option<long> seed = WholeNumber.Option("--seed", "The seed of weights and training.", 42, long.MinValue);
        Option<string?> html = new("--html") { Description = "A file for a report with pictures, report.html say." };
        RootCommand command = new("Trains a convolutional network and a small transformer in TorchSharp, initialized by plans.")
        {
            epochs, seed, html,
        };
        command.SetAction(arguments => Run(console, new(arguments.GetValue(epochs), arguments.GetValue(seed)), arguments.GetValue(html)));
        return command;
    }

    private static void Run(IAnsiConsole console, Training training, string? html)
    {
        Digits digits = Digits.Load();
        Images train = Images.Of(digits.Training), test = Images.Of(digits.Test);
        console.WriteLine(
            $"Epochs: {training.Epochs}, on {train.Count:N0} handwritten digits, {test.Count:N0} to test; seed {training.Seed}");
        Study[] studies =
        [
            new("convolutional network", () => new ConvolutionalNetwork(), ConvolutionalNetwork.Plan),
            new("small transformer", () => new SmallTransformer(), SmallTransformer.Plan),
        ];
        Look[] looks = [.. studies.Select(study => study.Look(train, training.Seed))];
        foreach (Look look in looks) ConsoleReport.Write(console, look);
        IReadOnlyList<Outcome> outcomes = Progress.Of(console, studies, training, train, test);
        ConsoleReport.Write(console, outcomes);
        if (html is null) return;
        ReportFile.Save(html, looks, outcomes);
        console.WriteLine();
        console.WriteLine($"The report with pictures is in {Path.GetFullPath(html)}.");
    }
}
