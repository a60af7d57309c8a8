using System.CommandLine;
using Initializers;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using QuickStart;
using Spectre.Console;

namespace LsuvDigits;

/// <summary>
/// Trains a deep network on the digits from orthonormal weights, from He's, and from weights that LSUV has scaled on a batch.
/// </summary>
public static class DeepDigits
{
    /// <summary>The images on which LSUV measures variances. Those of another batch of this size differ by 2 to 4 percent.</summary>
    private const int BatchSize = 300;

    public static RootCommand Command(IAnsiConsole console)
    {
        Option<int> depth = WholeNumber.Option("--depth", "The number of hidden layers.", 20, minimum: 1);
        Option<int> epochs = WholeNumber.Option("--epochs", "The number of training epochs.", 5, minimum: 1);
        Option<long> seed = WholeNumber.Option(
            "--seed", "The seed of the initial weights and of the order of the images.", 42, long.MinValue);
        Option<string> activation = new("--activation")
        {
            Description = "The activation function of the hidden layers.",
            DefaultValueFactory = _ => Nonlinearity.Relu.Name
        };
        activation.AcceptOnlyFromAmong([.. Nonlinearity.All.Select(choice => choice.Name)]);
        RootCommand command = new("Trains a deep network on handwritten digits from weights scaled to unit variance on the data (LSUV), "
            + "and from others.") { depth, epochs, seed, activation };
        command.SetAction(arguments => Run(console, new Settings
        {
            HiddenLayers = arguments.GetValue(depth),
            Epochs = arguments.GetValue(epochs),
            Seed = arguments.GetValue(seed),
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
        Matrix<float> batch = Batch.Of([.. digits.Training.Take(BatchSize)]).Images;
        console.WriteLine($"{settings.HiddenLayers} hidden layers of {settings.Width} units, {settings.Activation}; {settings.Epochs} "
            + $"epochs on {digits.Training.Count:N0} handwritten digits, {digits.Test.Count:N0} to test");
        console.WriteLine();

        Network scaled = NetworkOf(Init.Zeros(), settings); // LSUV fills its weights
        console.WriteLine($"LSUV on {BatchSize} images:");
        UnitVariance.Apply(scaled, batch, settings.Seed, new Lines<LsuvResult>(result => console.WriteLine($"  {result}")));
        console.WriteLine();

        Table table = new() { Border = TableBorder.None };
        foreach (string heading in (string[])["initializer", "standard deviation of the last hidden layer", "final loss", "test accuracy"])
            table.AddColumn($"[bold]{heading}[/]", column => column.RightAligned().PadLeft(0).PadRight(2));
        table.Columns[0].LeftAligned();
        foreach ((string name, Network network) in ((string, Network)[])[("Orthogonal()", NetworkOf(Init.Orthogonal(), settings)),
            ("HeNormal()", NetworkOf(Init.HeNormal(), settings)), ("Lsuv()", scaled)])
        {
            double deviation = Math.Sqrt(OutputStatistics.Of(network.Forward(batch)[^2].AsColumnMajorArray()).Variance);
            double loss = new Trainer(network, settings).Train(digits.Training).Last();
            table.AddRow(Markup.Escape(name), $"{deviation:G2}", $"{loss:F3}", $"{network.Accuracy(Batch.Of([.. digits.Test])):0.0%}");
        }
        console.Write(table);
    }

    private static Network NetworkOf(IWeightInitializer weights, Settings settings) =>
        new([Digit.PixelCount, .. Enumerable.Repeat(settings.Width, settings.HiddenLayers), Digit.ClassCount], settings.Activation,
            weights.WithSeed(settings.Seed));

    /// <summary>Reports progress immediately and in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Lines<T>(Action<T> write) : IProgress<T>
    {
        public void Report(T value) => write(value);
    }
}
