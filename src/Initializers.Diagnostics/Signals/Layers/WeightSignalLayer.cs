using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Diagnostics;

/// <summary>A layer with weights: a convolution, or a dense layer as a convolution with a kernel as large as its inputs.</summary>
/// <param name="Kind">The name of its kind in reports.</param>
/// <param name="Inputs">The number of input channels.</param>
/// <param name="Outputs">The number of output channels.</param>
/// <param name="Groups">The number of groups, which divides both.</param>
/// <param name="Shape">The shape of the weights: for each output, a row with the taps of each input channel.</param>
/// <param name="Taps">The input positions under the kernel.</param>
/// <param name="Weights">The initializer of the weights.</param>
/// <param name="Biases">The initializer of the biases.</param>
internal sealed record WeightSignalLayer(string Kind, int Inputs, int Outputs, int Groups, TensorShape Shape, Taps Taps,
    IWeightInitializer Weights, IWeightInitializer Biases) : SignalLayer
{
    /// <summary>The largest number of elements of an im2col matrix; larger batches are done in parts.</summary>
    private const int Chunk = 1 << 20;

    public override int WeightLayers => 1;

    private TensorShape BiasShape => TensorShape.Vector(Outputs).WithFans(Shape.Fans.In, Shape.Fans.Out);

    /// <summary>The number of weights of one output channel.</summary>
    private int Connections => Inputs / Groups * Taps.Count;

    public override SignalPass Forward(
        Matrix<double> inputs, PhiloxRandom random, List<LayerRecord> records, CancellationToken cancellation)
    {
        PhiloxRandom own = random.Fork(records.Count);
        double[] drawn = Filled(Weights, Shape, initializer => initializer.Initialize<double>(Shape, own.Fork("weights")));
        Matrix<double> weights = Matrix<double>.Build.Dense(Outputs, Connections,
            (output, connection) => drawn[output * Connections + connection]);
        Vector<double> biases = Filled(
            Biases, BiasShape, initializer => initializer.InitializeVector<double>(BiasShape, own.Fork("biases")));
        int examples = inputs.RowCount / Taps.Inputs;

        Matrix<double> outputs = Matrix<double>.Build.Dense(examples * Taps.Outputs, Outputs);
        ForEachPart((group, rows, count) => outputs.SetSubMatrix(rows, count, group * Outputs / Groups, Outputs / Groups,
            Im2Col(inputs, group, rows, count).TransposeAndMultiply(OfGroup(group))));
        outputs.MapIndexedInplace((_, output, sum) => sum + biases[output], Zeros.Include);
        var record = new LayerRecord($"{Kind} {records.Count + 1}", outputs, examples);
        records.Add(record);
        return new(outputs, Backward);

        Matrix<double> Backward(Matrix<double> gradients)
        {
            record.RecordGradients(gradients);
            Matrix<double> back = Matrix<double>.Build.Dense(inputs.RowCount, inputs.ColumnCount);
            ForEachPart((group, rows, count) =>
                Col2Im(gradients.SubMatrix(rows, count, group * Outputs / Groups, Outputs / Groups) * OfGroup(group), group, rows, back));
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

    /// <summary>
    /// The variance of a sum of inputs times independent weights is the variance of a weight times the sum of squares of the inputs.
    /// </summary>
    public override ExpectedPass Expect(ExpectedSignals inputs, List<ExpectedLayer> layers, CancellationToken cancellation)
    {
        double weight = VarianceOf(Weights, Shape), bias = VarianceOf(Biases, BiasShape), channels = Inputs / Groups;
        ExpectedSignals outputs = new(Taps.Outputs, Summed(inputs.MeanSquares), Summed(inputs.Products),
            new double[inputs.Examples * Taps.Outputs]);
        var layer = new ExpectedLayer(outputs.MeanSquare, outputs.Correlation);
        layers.Add(layer);
        return new(outputs, Backward);

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

    /// <summary>
    /// The inputs of a group as a matrix with a row for each output position, in which the taps of a channel are adjacent.
    /// </summary>
    private Matrix<double> Im2Col(Matrix<double> inputs, int group, int rows, int count)
    {
        if (Taps is { Inputs: 1, Count: 1 } && Groups == 1) return inputs.SubMatrix(rows, count, 0, Inputs);
        Matrix<double> columns = Matrix<double>.Build.Dense(count, Connections);
        ForEachConnection(group, rows, count,
            (row, connection, position, channel) => columns.At(row, connection, inputs.At(position, channel)));
        return columns;
    }

    /// <summary>The transpose of <see cref="Im2Col"/>: adds each element to the input that it is a copy of.</summary>
    private void Col2Im(Matrix<double> columns, int group, int rows, Matrix<double> inputs) =>
        ForEachConnection(group, rows, columns.RowCount, (row, connection, position, channel) =>
            inputs.At(position, channel, inputs.At(position, channel) + columns.At(row, connection)));

    private void ForEachConnection(int group, int rows, int count, Action<int, int, int, int> connect)
    {
        for (int row = 0; row < count; row++)
        {
            (int example, int output) = Math.DivRem(rows + row, Taps.Outputs);
            for (int connection = 0; connection < Connections; connection++)
            {
                (int channel, int tap) = Math.DivRem(connection, Taps.Count);
                if (Taps[output, tap] is >= 0 and var position)
                    connect(row, connection, example * Taps.Inputs + position, group * Inputs / Groups + channel);
            }
        }
    }

    /// <summary>Fills weights or biases; an exception of their initializer is reported for the parameter <c>network</c>.</summary>
    private static T Filled<T>(IWeightInitializer initializer, TensorShape shape, Func<IWeightInitializer, T> fill) =>
        CallerNames.ForElement(
            "network", $"network must have initializers that can fill their layers, but {initializer} cannot fill {shape}",
            () => fill(initializer));

    private static double VarianceOf(IWeightInitializer initializer, TensorShape shape) =>
        Filled(initializer, shape, one => WeightPrediction.Of(one, shape)) is { Mean: 0, StandardDeviation: var deviation }
            ? deviation * deviation : double.NaN;
}
