using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>A layer with weights: a convolution, or a dense layer, whose kernel is as large as its inputs.</summary>
/// <param name="Kind">What it is called.</param>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="Groups">Groups, which divide both.</param>
/// <param name="Shape">The shape of the weights, a row of inputs and their taps for each output.</param>
/// <param name="Taps">What each place looks at.</param>
/// <param name="Weights">What fills the weights.</param>
/// <param name="Biases">What fills the biases.</param>
internal sealed record WeightSignalLayer(string Kind, int Inputs, int Outputs, int Groups, TensorShape Shape, Taps Taps,
    IWeightInitializer Weights, IWeightInitializer Biases) : SignalLayer
{
    /// <summary>Elements of the inputs that are laid out at once, as each place sees them.</summary>
    private const int Chunk = 1 << 20;

    public override int WeightLayers => 1;

    private TensorShape BiasShape => TensorShape.Vector(Outputs).WithFans(Shape.Fans.In, Shape.Fans.Out);

    /// <summary>Inputs of one output.</summary>
    private int Connections => Inputs / Groups * Taps.Count;

    public override SignalPass Forward(Matrix<double> inputs, PhiloxRandom random, List<SignalSight> sights, CancellationToken cancellation)
    {
        PhiloxRandom own = random.Fork(sights.Count);
        double[] drawn = Filled(Weights, Shape, initializer => initializer.Initialize<double>(Shape, own.Fork("weights")));
        Matrix<double> weights = Matrix<double>.Build.Dense(Outputs, Connections,
            (output, connection) => drawn[output * Connections + connection]);
        Vector<double> biases = Filled(
            Biases, BiasShape, initializer => initializer.InitializeVector<double>(BiasShape, own.Fork("biases")));
        int examples = inputs.RowCount / Taps.Inputs;

        Matrix<double> sums = Matrix<double>.Build.Dense(examples * Taps.Outputs, Outputs);
        ForEachPart((group, rows, count) => sums.SetSubMatrix(rows, count, group * Outputs / Groups, Outputs / Groups,
            Seen(inputs, group, rows, count).TransposeAndMultiply(OfGroup(group))));
        sums.MapIndexedInplace((_, output, sum) => sum + biases[output], Zeros.Include);
        var sight = new SignalSight($"{Kind} {sights.Count + 1}", sums, examples);
        sights.Add(sight);
        return new(sums, Backward);

        Matrix<double> Backward(Matrix<double> gradients)
        {
            sight.SeeGradients(gradients);
            Matrix<double> back = Matrix<double>.Build.Dense(inputs.RowCount, inputs.ColumnCount);
            ForEachPart((group, rows, count) =>
                Unsee(gradients.SubMatrix(rows, count, group * Outputs / Groups, Outputs / Groups) * OfGroup(group), group, rows, back));
            return back;
        }

        Matrix<double> OfGroup(int group) => weights.SubMatrix(group * Outputs / Groups, Outputs / Groups, 0, Connections);

        void ForEachPart(Action<int, int, int> part)
        {
            int step = Math.Max(1, Chunk / Connections), all = examples * Taps.Outputs;
            for (int group = 0; group < Groups; group++)
            {
                for (int rows = 0; rows < all; rows += step) part(group, rows, Math.Min(step, all - rows));
            }
        }
    }

    /// <summary>A sum of inputs times independent weights has the variance of a weight times the sum of squares of the inputs.</summary>
    public override ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation)
    {
        double weight = VarianceOf(Weights, Shape), bias = VarianceOf(Biases, BiasShape), channels = Inputs / Groups;
        ExpectedSignals sums = new(Taps.Outputs, Summed(inputs.MeanSquares), Summed(inputs.Products),
            new double[inputs.Examples * Taps.Outputs]);
        var layer = new ExpectedLayer(sums.MeanSquare, sums.Correlation);
        layers.Add(layer);
        return new(sums, Backward);

        double[] Summed(double[] products) => [.. Taps.Gather(products).Select(sum => weight * channels * sum + bias)];

        double[] Backward(double[] gradients)
        {
            layer.GradientMeanSquare = gradients.Average();
            return [.. Taps.Scatter(gradients).Select(sum => weight * (Outputs / Groups) * sum)];
        }
    }

    public override SignalLayer WithWeights(IWeightInitializer weights) => this with { Weights = weights, Biases = Init.Zeros() };

    public bool Equals(WeightSignalLayer? other) =>
        other is not null && ToString() == other.ToString() && Weights.Equals(other.Weights) && Biases.Equals(other.Biases)
            && Taps.Extents.SequenceEqual(other.Taps.Extents) && Shape.Equals(other.Shape);

    public override int GetHashCode() => HashCode.Combine(Shape, Weights, Biases);

    public override string ToString() => Kind == "dense" ? $"{Outputs} {Weights}" : $"{Kind} {Shape} {Weights}";

    /// <summary>The inputs of a group as places of outputs see them: a row a place, with the taps of a channel side by side.</summary>
    private Matrix<double> Seen(Matrix<double> inputs, int group, int rows, int count)
    {
        if (Taps is { Inputs: 1, Count: 1 } && Groups == 1) return inputs.SubMatrix(rows, count, 0, Inputs);
        Matrix<double> seen = Matrix<double>.Build.Dense(count, Connections);
        ForEachConnection(group, rows, count, (row, connection, place, channel) => seen.At(row, connection, inputs.At(place, channel)));
        return seen;
    }

    /// <summary>The way back: adds what places of outputs see to what they look at.</summary>
    private void Unsee(Matrix<double> seen, int group, int rows, Matrix<double> inputs) =>
        ForEachConnection(group, rows, seen.RowCount,
            (row, connection, place, channel) => inputs.At(place, channel, inputs.At(place, channel) + seen.At(row, connection)));

    private void ForEachConnection(int group, int rows, int count, Action<int, int, int, int> connect)
    {
        for (int row = 0; row < count; row++)
        {
            (int example, int output) = Math.DivRem(rows + row, Taps.Outputs);
            for (int connection = 0; connection < Connections; connection++)
            {
                (int channel, int tap) = Math.DivRem(connection, Taps.Count);
                if (Taps[output, tap] is >= 0 and var place)
                    connect(row, connection, example * Taps.Inputs + place, group * Inputs / Groups + channel);
            }
        }
    }

    /// <summary>Weights or biases; what their initializer refuses is refused in the name of the network.</summary>
    private static T Filled<T>(IWeightInitializer initializer, TensorShape shape, Func<IWeightInitializer, T> fill) =>
        CallerNames.ForElement(
            "network", $"network must have initializers that can fill their layers, but {initializer} cannot fill {shape}",
            () => fill(initializer));

    private static double VarianceOf(IWeightInitializer initializer, TensorShape shape) =>
        Filled(initializer, shape, one => WeightPrediction.Of(one, shape)) is { Mean: 0, StandardDeviation: var deviation }
            ? deviation * deviation : double.NaN;
}
