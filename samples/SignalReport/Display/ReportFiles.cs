using Initializers;
using Initializers.Diagnostics;
using QuickStart;
using static System.FormattableString;

namespace DigitsReport;

/// <summary>Writes the report, and its pictures and tables as separate files in a folder beside it.</summary>
public static class ReportFiles
{
    /// <summary>The networks of most pictures, few enough to distinguish their lines.</summary>
    private static readonly string[] Shown = ["N(0, 1)", "U(-0.05, 0.05)", "Glorot uniform", "He normal", "orthogonal"];

    /// <summary>The networks that preserve signals, close enough to each other to compare measurements with theory.</summary>
    private static readonly string[] Preserved = ["He uniform", "He normal", "He truncated", "orthogonal"];

    /// <summary>The networks of all pictures, each of which keeps its colour.</summary>
    private static readonly string[] Series = [.. Shown.Union(Preserved)];

    /// <summary>The networks with histograms by layer.</summary>
    private static readonly string[] ByLayer = ["U(-0.05, 0.05)", "Glorot uniform", "He normal"];

    public static void Write(Study study, FileInfo output)
    {
        string folder = Path.Combine(output.DirectoryName!, Path.GetFileNameWithoutExtension(output.Name));
        var report = new HtmlReport("Which initial weights preserve signals?");
        NetworkStudy[] shown = Of(study, Shown);
        (string, SignalReport)[] signals = SignalsOf(shown);

        report.Paragraph(Conclusion.Of(study));
        report.Paragraph(StudyTables.Summary(study));
        Add("networks", StudyTables.Networks(study));
        report.Paragraph(StudyTables.Legend);
        report.Heading("What the literature says");
        Add("claims", StudyTables.Claims(study));

        report.Heading("Signals before training");
        report.Paragraph("Each line is an initializer. Dashed lines are the theory of wide networks for the same images. Networks of 64 "
            + "units are not wide: with depth, means over 16 seeds stray from the theory, since most networks lie below the mean and a few "
            + "far above.");
        Show("mean-squares", SignalPictures.MeanSquares(signals, series: Series));
        Show("mean-squares-held",
            SignalPictures.MeanSquares(
                SignalsOf(Of(study, Preserved)), "Mean square of pre-activations by layer, He's and orthogonal weights", Series));
        Show("gradients", SignalPictures.Gradients(signals, series: Series));
        Show("correlations", SignalPictures.Correlations(signals, series: Series));
        foreach (NetworkStudy network in study.Networks) Save($"signals-{FileNameOf(network)}", TableOf(network));

        report.Heading("Layer by layer");
        foreach (NetworkStudy network in Of(study, ByLayer))
        {
            Show($"activations-{FileNameOf(network)}", SignalPictures.Activations(network.Name, network.Signals), TableOf(network));
            Show($"gradients-{FileNameOf(network)}", SignalPictures.GradientHistograms(network.Name, network.Signals));
        }

        report.Heading("Training");
        Digits digits = study.Laboratory.Digits;
        Show("losses", TrainingPictures.Losses(
            [.. shown.Select(network => (network.Name, network.Course.Losses))],
            Invariant($"Loss on the {digits.Training.Count:N0} training images by epoch"), Series));
        Show("accuracies", TrainingPictures.Accuracies(
            [.. shown.Select(network => (network.Name, network.Course.TestAccuracies))],
            Invariant($"Accuracy on the {digits.Test.Count:N0} test images by epoch"), Series));
        Save("courses", StudyTables.Courses(study));

        report.Heading("Weights");
        report.Paragraph("Three distributions of He's weights, all with the same variance, in a layer of 784 inputs and 256 units.");
        foreach (IWeightInitializer initializer in (IWeightInitializer[])[Init.HeNormal(), Init.HeUniform(), Init.HeTruncatedNormal()])
        {
            TensorShape shape = [256, 784];
            WeightStatistics weights = WeightStatistics.Of(initializer.Initialize(shape, new PhiloxRandom(study.Laboratory.Settings.Seed)),
                shape);
            Show($"weights-{FileNameOf(initializer)}", WeightPictures.Histogram(weights, initializer));
        }
        report.Paragraph("A matrix of 64 x 64 weights between two hidden layers, independent and orthogonal. Orthogonal weights look and "
            + "are distributed like independent ones; their singular values tell them apart.");
        foreach (NetworkStudy network in Of(study, ["He normal", "orthogonal"]))
        {
            TensorShape shape = [64, 64];
            float[] weights = network.Trial.Weights.Initialize(shape, new PhiloxRandom(study.Laboratory.Settings.Seed));
            Show($"overview-{FileNameOf(network)}", WeightPictures.Overview(weights, shape, network.Trial.Weights, network.Name));
        }

        report.Heading("Theory");
        report.Paragraph("ReLU is not in the picture: it is on the edge of chaos without biases, at sqrt(2) = 1.414, which is He's rule, "
            + "and nowhere else.");
        Show("edge-of-chaos", MeanFieldPictures.EdgeOfChaos([Activation.Tanh, Activation.SELU, Activation.GELU]));
        report.Save(output.FullName);

        void Show(string name, Picture picture, ReportTable? table = null)
        {
            report.Add(picture, table);
            picture.Save(Path.Combine(folder, $"{name}.svg"));
        }

        void Add(string name, ReportTable table)
        {
            report.Add(table);
            Save(name, table);
        }

        void Save(string name, ReportTable table)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{name}.csv"), table.ToCsv());
            File.WriteAllText(Path.Combine(folder, $"{name}.json"), table.ToJson());
        }
    }

    private static ReportTable TableOf(NetworkStudy network) => network.Signals.ToTable($"{network.Name}: signals by layer");

    private static NetworkStudy[] Of(Study study, string[] names) => [.. study.Networks.Where(network => names.Contains(network.Name))];

    private static (string, SignalReport)[] SignalsOf(NetworkStudy[] networks) =>
        [.. networks.Select(network => (network.Name, network.Signals))];

    private static string FileNameOf(NetworkStudy network) => FileNameOf(network.Trial.Weights);

    private static string FileNameOf(IWeightInitializer initializer) => $"{initializer}".Split('(')[0];
}
