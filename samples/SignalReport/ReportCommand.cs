using System.CommandLine;
using System.Diagnostics;
using MathNet.Numerics;
using QuickStart;
using Spectre.Console;

namespace DigitsReport;

/// <summary>The options of the program, and the run that they describe.</summary>
public static class ReportCommand
{
    private static readonly Settings Defaults = new() { HiddenLayers = 30, Epochs = 25, Rate = 0.002f };

    public static RootCommand Create(IAnsiConsole console)
    {
        Option<int> depth = WholeNumber.Option("--depth", "The number of hidden layers.", Defaults.HiddenLayers, minimum: 1);
        Option<int> epochs = WholeNumber.Option("--epochs", "The number of training epochs.", Defaults.Epochs, minimum: 1);
        Option<long> seed = new("--seed")
        {
            Description = "The seed of the initial weights and of the order of the images.",
            HelpName = "number",
            DefaultValueFactory = _ => Defaults.Seed
        };
        Option<string> activation = Choice("--activation", "The activation function of the hidden layers.", Nonlinearity.Relu.Name,
            [.. Nonlinearity.All.Select(choice => choice.Name)]);
        Option<string> data = Choice("--data",
            "The images: handwritten digits, or noise from N(0, 1) with the digits' labels, which can only be memorized.", "digits",
            "digits", "noise");
        Option<FileInfo> output = new("--output")
        {
            Description = "The file of the report. A folder of the same name beside it gets the pictures as SVG "
                + "and the tables as CSV and JSON.",
            HelpName = "file",
            DefaultValueFactory = _ => new("report.html")
        };
        Option<string> open = Choice("--open", "Whether to open the report in the browser.", Console.IsOutputRedirected ? "no" : "yes",
            "yes", "no");

        RootCommand command = new("Measures signals and gradients in deep networks with different initial weights, trains them, tests "
            + "claims of the literature, and writes a report with pictures.")
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
        // Managed code on a single thread adds in the same order on every run; networks are trained in parallel instead.
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

    private static Option<string> Choice(string name, string description, string byDefault, params string[] choices)
    {
        Option<string> option = new(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
