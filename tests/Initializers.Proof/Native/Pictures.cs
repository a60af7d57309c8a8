using Initializers.Diagnostics;

namespace Initializers.Native;

/// <summary>Every picture, table and report that there is, small: a line each.</summary>
internal static class Pictures
{
    public static void Print(Action<string, object> print)
    {
        var random = new PhiloxRandom(1);
        TensorShape matrix = [24, 16];
        float[] weights = Init.HeNormal().Initialize(matrix, random);

        print("a histogram", WeightPictures.Histogram(weights, matrix, Init.HeNormal()));
        print("a matrix", WeightPictures.Matrix(weights, matrix));
        print("a spectrum", WeightPictures.Spectrum(weights, matrix, Init.HeNormal()));
        print("an overview", WeightPictures.Overview(weights, matrix, Init.HeNormal()));
        print("a model", WeightPictures.Of([("h.0.w", matrix, weights), ("h.1.w", matrix, weights)]));

        ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve([("h.0.w", matrix), ("h.1.w", matrix)]);
        print("a plan", PlanPictures.Deviations(PlanDeviation.Of(plan, _ => weights)));

        (string, SignalReport)[] networks = [.. from name in (string[])["he_normal", "glorot_uniform"]
            let network = new SignalNetwork(8).Repeat(3, layers => layers.Dense(8, Init.Get(name)).Apply(Activation.ReLU))
            select (name, SignalPropagation.Run(network))];
        print("mean squares", SignalPictures.MeanSquares(networks));
        print("gradients", SignalPictures.Gradients(networks));
        print("correlations", SignalPictures.Correlations(networks));
        print("activations", SignalPictures.Activations(networks[0].Item1, networks[0].Item2));
        print("gradients of a network", SignalPictures.GradientHistograms(networks[0].Item1, networks[0].Item2));
        print("the edge of chaos", MeanFieldPictures.EdgeOfChaos([Activation.Tanh]));

        (string, IReadOnlyList<double>)[] curves = [("one", [1, 0.5, 0.25]), ("another", [1, 0.7, 0.1])];
        print("losses", TrainingPictures.Losses(curves));
        print("accuracies", TrainingPictures.Accuracies(curves));

        ReportTable table = networks[0].Item2.ToTable();
        print("a table as CSV", table.ToCsv());
        print("a table as JSON", table.ToJson());
        print("a report", new HtmlReport("All").Heading("Signals").Paragraph("As they are.").Add(table)
            .Add(SignalPictures.MeanSquares(networks), table).Add(plan, plan.Check(_ => weights), _ => weights));
    }
}
