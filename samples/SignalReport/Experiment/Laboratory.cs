using System.Collections.Concurrent;
using Initializers;
using Initializers.Diagnostics;
using MathNet.Numerics.LinearAlgebra;
using QuickStart;

namespace DigitsReport;

/// <summary>Runs each trial once and caches the results.</summary>
public sealed class Laboratory(Digits digits, Settings settings)
{
    /// <summary>The number of images with which signals are measured, and of seeds.</summary>
    private const int SignalImages = 64, SignalSeeds = 16;

    private readonly Batch _training = Batch.Of(digits.Training);
    private readonly Batch _test = Batch.Of(digits.Test);
    private readonly float[,] _images = Images([.. digits.Training.Take(SignalImages)]);
    private readonly ConcurrentDictionary<Trial, Course> _courses = [];
    private readonly ConcurrentDictionary<Trial, SignalReport> _signals = [];

    public Digits Digits => digits;

    public Settings Settings => settings;

    /// <summary>The trial of the settings with the given weights.</summary>
    public Trial Of(IWeightInitializer weights) => new(weights, settings.Activation, settings.HiddenLayers, settings.Seed);

    /// <summary>Trains the trials that have not been trained yet, on all cores.</summary>
    public void Train(IEnumerable<Trial> trials, Action<Trial> afterEach) =>
        Parallel.ForEach(trials.Distinct(), trial =>
        {
            _ = CourseOf(trial);
            afterEach(trial);
        });

    /// <summary>The course of the training of a trial.</summary>
    public Course CourseOf(Trial trial) => _courses.GetOrAdd(trial, Train);

    /// <summary>The signals of untrained networks like that of a trial, over seeds.</summary>
    public SignalReport SignalsOf(Trial trial) =>
        _signals.GetOrAdd(trial, _ => SignalPropagation.Run(Described(trial), _images, SignalSeeds, trial.Seed));

    private static SignalNetwork Described(Trial trial, int width, int classes) => new SignalNetwork(Digit.PixelCount)
        .Dense(width, trial.Weights, trial.Biases)
        .Repeat(trial.HiddenLayers - 1, layers => layers.Apply(trial.Activation.Known).Dense(width, trial.Weights, trial.Biases))
        .Apply(trial.Activation.Known).Dense(classes, trial.Weights, trial.Biases);

    private SignalNetwork Described(Trial trial) => Described(trial, settings.Width, Digit.ClassCount);

    private Course Train(Trial trial)
    {
        int[] widths = [Digit.PixelCount, .. Enumerable.Repeat(settings.Width, trial.HiddenLayers), Digit.ClassCount];
        var network = new Network(widths, trial.Activation, trial.Weights.WithSeed(trial.Seed), trial.Biases.WithSeed(trial.Seed + 1));
        List<double> losses = [], accuracies = [], testAccuracies = [];
        foreach (double loss in new Trainer(network, settings with { Seed = trial.Seed }).Train(digits.Training))
        {
            losses.Add(loss);
            accuracies.Add(network.Accuracy(_training));
            testAccuracies.Add(network.Accuracy(_test));
        }
        Matrix<float> scores = network.Scores(_test.Images);
        return new(losses, accuracies, testAccuracies, network.HiddenLayers.Any(layer => layer.HasEqualUnits),
            scores.EnumerateRows().Max(row => row.Maximum() - row.Minimum()));
    }

    private static float[,] Images(IReadOnlyList<Digit> digits)
    {
        var images = new float[digits.Count, Digit.PixelCount];
        for (int i = 0; i < digits.Count; i++)
        {
            for (int pixel = 0; pixel < Digit.PixelCount; pixel++) images[i, pixel] = digits[i].Pixels[pixel];
        }
        return images;
    }
}
