using System.CommandLine;
using MathNet.Numerics;
using Spectre.Console;

namespace QuickStart;

/// <summary>The options of the program, and the run that they describe.</summary>
public static class CommandLine
{
    private static readonly Settings Defaults = new();

    public static RootCommand Create(IAnsiConsole console)
    {
        Option<long> seed = WholeNumber.Option(
            "--seed", "The seed of the initial weights and of the order of the images.", Defaults.Seed, long.MinValue);
        Option<int> epochs = WholeNumber.Option("--epochs", "The number of training epochs.", Defaults.Epochs, minimum: 1);
        Option<string> activation = new("--activation")
        {
            Description = "The activation function of the hidden layers.",
            DefaultValueFactory = _ => Defaults.Activation.Name,
        };
        activation.AcceptOnlyFromAmong([.. Nonlinearity.All.Select(choice => choice.Name)]);

        RootCommand command = new("Trains networks with different initial weights on handwritten digits, and compares them.")
        {
            seed, epochs, activation,
        };
        command.SetAction(arguments => Run(console, new Settings
        {
            Seed = arguments.GetValue(seed),
            Epochs = arguments.GetValue(epochs),
            Activation = Nonlinearity.All.Single(choice => choice.Name == arguments.GetValue(activation)),
        }));
        return command;
    }

    private static void Run(IAnsiConsole console, Settings settings)
    {
        // Managed code on a single thread adds in the same order on every run.
        Control.UseManaged();
        Control.UseSingleThread();

        Digits digits = Digits.Load();
        Experiment experiment = new(digits, settings);
        Report.WriteTask(console, digits, settings);
        bool live = console.Profile.Capabilities is { Ansi: true, Interactive: true };
        IReadOnlyList<Outcome> outcomes = live ? ProgressBars.Run(console, experiment) : ProgressLines.Run(console, experiment);
        Report.WriteOutcomes(console, outcomes);
    }
}
