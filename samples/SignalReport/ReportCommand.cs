using System.CommandLine;
using System.Diagnostics;
using MathNet.Numerics;
using QuickStart;
using Spectre.Console;

namespace DigitsReport;

/// <summary>The options, and what the program does with them.</summary>
public static class ReportCommand
{
    private static readonly Settings Defaults = new() { HiddenLayers = 30, Epochs = 25, Rate = 0.002f };

    public static RootCommand Create(IAnsiConsole console)
    {
        Option<int> depth = Count("--depth", "Hidden layers of the network.", Defaults.HiddenLayers);
        Option<int> epochs = Count("--epochs", "How often to train on every image.", Defaults.Epochs);
        Option<long> seed = new("--seed")
        {
            Description = "What the first weights and the order of the images follow from.",
            HelpName = "number",
            DefaultValueFactory = _ => Defaults.Seed
        };
        Option<string> activation = Choice("--activation", "The activation function of the hidden layers.", Nonlinearity.Relu.Name,
            [.. Nonlinearity.All.Select(choice => choice.Name)]);
        Option<string> data = Choice("--data",
            "The images: handwritten digits, or noise of N(0, 1) under the digits' labels, which can only be learned by heart.", "digits",
            "digits", "noise");
        Option<FileInfo> output = new("--output")
        {
            Description = "The report. Beside it, in a folder of its name, are the pictures as SVG "
                + "and the tables as CSV and JSON.",
            HelpName = "file",
            DefaultValueFactory = _ => new("report.html")
        };
        Option<string> open = Choice("--open", "Whether to show the report in the browser.", Console.IsOutputRedirected ? "no" : "yes",
            "yes", "no");

        RootCommand command = new("Follows signals and gradients through deep networks of different first weights, trains them, tests what "
            + "the literature says of them, and writes a report with pictures.")
        {
            depth, epochs, seed, activation, data, output, open,
        };
        command.SetAction(arguments => Run(
            console,
            Defaults with
            {
                HiddenLayers = arguments.GetValue(depth),
                Epochs = arguments.GetValue(epochs),
                Seed = arguments.GetValue(seed),
                Activation = Nonlinearity.All.Single(choice => choice.Name == arguments.GetValue(activation)),
            },
            arguments.GetValue(data) == "noise" ? Noise.Instead(Digits.Load(), arguments.GetValue(seed)) : Digits.Load(),
            arguments.GetValue(output)!,
            arguments.GetValue(open) == "yes"));
        return command;
    }

    private static void Run(IAnsiConsole console, Settings settings, Digits digits, FileInfo output, bool open)
    {
        // Sums are taken in the same order on every run; networks are trained side by side instead.
        Control.UseManaged();
        Control.UseSingleThread();
        var laboratory = new Laboratory(digits, settings);
        Study study = Progress.Of(console, laboratory);
        ConsoleReport.Write(console, study);
        ReportFiles.Write(study, output);
        console.WriteLine();
        console.WriteLine($"Report: {output.FullName}");
        if (open) Process.Start(new ProcessStartInfo(output.FullName) { UseShellExecute = true })?.Dispose();
    }

    private static Option<int> Count(string name, string description, int byDefault)
    {
        Option<int> option = new(name) { Description = description, HelpName = "number", DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1)
                result.AddError($"{name} must be a whole number of at least 1, but was {result.GetValue(option)}.");
        });
        return option;
    }

    private static Option<string> Choice(string name, string description, string byDefault, params string[] choices)
    {
        Option<string> option = new(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
