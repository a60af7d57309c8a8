using Initializers.Diagnostics;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Diagnostics;

/// <summary>
/// Layers of described networks against loops that a reader can check, and their way back against differences of the way forward.
/// </summary>
public class SignalLayerTests
{
    [Theory]
    [InlineData(1, Padding.Zeros, 1)]
    [InlineData(2, Padding.Zeros, 2)]
    [InlineData(1, Padding.Circular, 4)]
    [InlineData(2, Padding.None, 1)]
    public void Convolution_IsTheSumOverItsTaps(int stride, Padding padding, int groups)
    {
        const int Channels = 4, Outputs = 8, Height = 5, Width = 4, KernelHeight = 3, KernelWidth = 2, Examples = 2;
        SignalNetwork network = new SignalNetwork(Channels, [Height, Width])
            .Convolution(Outputs, [KernelHeight, KernelWidth], Init.Normal(0, 1), Init.Normal(0, 1), stride, padding, groups);
        Matrix<double> inputs = Random(Examples * Height * Width, Channels);
        var records = new List<LayerRecord>();
        PhiloxRandom random = new(3);
        Matrix<double> outputs = network.Layers.Forward(inputs, random, records).Outputs;

        float[] weights = Init.Normal(0, 1)
            .Initialize([Outputs, Channels / groups, KernelHeight, KernelWidth], random.Fork(0).Fork("weights"));
        float[] biases = Init.Normal(0, 1).Initialize([Outputs], random.Fork(0).Fork("biases"));
        (int outHeight, int top) = Extent(Height, KernelHeight);
        (int outWidth, int left) = Extent(Width, KernelWidth);
        outputs.RowCount.Should().Be(Examples * outHeight * outWidth);
        network.Outputs.Should().Be(Outputs * outHeight * outWidth);
        for (int example = 0; example < Examples; example++)
        {
            for (int y = 0; y < outHeight; y++)
            {
                for (int x = 0; x < outWidth; x++)
                {
                    for (int output = 0; output < Outputs; output++)
                        outputs[(example * outHeight + y) * outWidth + x, output]
                            .Should().BeApproximately(Sum(example, y, x, output), 1e-13 * Channels * KernelHeight * KernelWidth);
                }
            }
        }

        (int Outputs, int Before) Extent(int extent, int kernel) => padding == Padding.None
            ? ((extent - kernel) / stride + 1, 0)
            : ((extent + stride - 1) / stride, Math.Max(0, ((extent + stride - 1) / stride - 1) * stride + kernel - extent) / 2);

        double Sum(int example, int y, int x, int output)
        {
            double sum = biases[output];
            for (int channel = 0; channel < Channels / groups; channel++)
            {
                for (int dy = 0; dy < KernelHeight; dy++)
                {
                    for (int dx = 0; dx < KernelWidth; dx++)
                    {
                        (int row, int column) = (y * stride + dy - top, x * stride + dx - left);
                        if (padding == Padding.Circular) (row, column) = ((row + Height) % Height, (column + Width) % Width);
                        else if (row < 0 || row >= Height || column < 0 || column >= Width) continue;
                        int from = output / (Outputs / groups) * (Channels / groups) + channel;
                        sum += weights[((output * (Channels / groups) + channel) * KernelHeight + dy) * KernelWidth + dx]
                            * inputs[(example * Height + row) * Width + column, from];
                    }
                }
            }
            return sum;
        }
    }

    [Theory]
    [InlineData("convolution")]
    [InlineData("strided and grouped")]
    [InlineData("dense")]
    [InlineData("layer norm")]
    [InlineData("rms norm")]
    [InlineData("batch norm")]
    [InlineData("tanh")]
    [InlineData("residual")]
    public void Backward_IsTheDerivativeOfForward(string layer)
    {
        var start = new SignalNetwork(4, [3, 3]);
        SignalNetwork network = layer switch
        {
            "convolution" => start.Convolution(3, [3, 3], Init.Normal(0, 1)),
            "strided and grouped" => start.Convolution(6, [2, 2], Init.Normal(0, 1), stride: 2, groups: 2),
            "dense" => start.Dense(5, Init.Normal(0, 1)),
            "layer norm" => start.Normalize(Normalization.Layer),
            "rms norm" => start.Normalize(Normalization.RootMeanSquare),
            "batch norm" => start.Normalize(Normalization.Batch),
            "tanh" => start.Apply(Activation.Tanh),
            _ => start.Residual(branch => branch.Normalize(Normalization.Layer)
                .Convolution(4, [3, 3], Init.Normal(0, 1), padding: Padding.Circular).Apply(Activation.Sigmoid)),
        };
        const double Step = 1e-5;
        Matrix<double> inputs = Random(2 * 9, 4);
        SignalPass pass = Forward(inputs);
        Matrix<double> gradients = Random(pass.Outputs.RowCount, pass.Outputs.ColumnCount), back = pass.Backward(gradients);
        for (int row = 0; row < inputs.RowCount; row += 5)
        {
            for (int column = 0; column < inputs.ColumnCount; column++)
            {
                double slope = (Objective(row, column, Step) - Objective(row, column, -Step)) / (2 * Step);
                back[row, column].Should().BeApproximately(slope, 1e-7,
                    "differences of step h are off by h^2 times third derivatives, and by roundings over h: 1e-10 and 1e-11 times numbers "
                    + "of up to a few hundreds");
            }
        }

        double Objective(int row, int column, double step)
        {
            Matrix<double> moved = inputs.Clone();
            moved[row, column] += step;
            return Forward(moved).Outputs.PointwiseMultiply(gradients).Enumerate().Sum();
        }

        SignalPass Forward(Matrix<double> batch) => network.Layers.Forward(batch, new PhiloxRandom(3), []);
    }

    [Fact]
    public void Normalizations_LeaveMeanSquaresOf1()
    {
        Matrix<double> inputs = Random(6 * 4, 5) * 3 + 2;
        Matrix<double> layer = Normalized(Normalization.Layer), rms = Normalized(Normalization.RootMeanSquare),
            batch = Normalized(Normalization.Batch);
        double[] first = [.. layer.SubMatrix(0, 4, 0, 5).Enumerate()], root = [.. rms.SubMatrix(0, 4, 0, 5).Enumerate()],
            channel = [.. batch.Column(0)];
        (first.Average(), channel.Average())
            .Should().Match<(double Layer, double Batch)>(mean => Math.Abs(mean.Layer) < 1e-14 && Math.Abs(mean.Batch) < 1e-14);
        foreach (double[] part in (double[][])[first, root, channel])
            part.Average(value => value * value).Should().BeInRange(1 - 1e-5, 1, "1e-5 was added to variances of about 9");
        double[] given = [.. inputs.SubMatrix(0, 4, 0, 5).Enumerate()];
        root.Average().Should()
            .BeApproximately(given.Average() / Math.Sqrt(given.Average(value => value * value) + 1e-5), 1e-14, "its mean stays");

        Matrix<double> Normalized(Normalization kind) =>
            new SignalNetwork(5, [2, 2]).Normalize(kind).Layers.Forward(inputs, new PhiloxRandom(1), []).Outputs;
    }

    [Fact]
    public void HermiteSeries_HasClosedForms()
    {
        var relu = HermiteSeries.Of(Activation.ReLU.Function, Activation.ReLU.Kinks, 2);
        relu.MeanSquare.Should().BeApproximately(1, 1e-12);
        relu.Mean.Should().BeApproximately(Math.Sqrt(2) / Math.Sqrt(2 * Math.PI), 1e-12);
        foreach (double c in (double[])[-1, -0.5, 0, 0.3, 0.9, 0.99, 1])
        {
            // Cho and Saul (2009), "Kernel Methods for Deep Learning", eq. 6.
            double angle = Math.Acos(c);
            relu.Product(relu, c).Should().BeApproximately((Math.Sin(angle) + (Math.PI - angle) * c) / Math.PI, 1e-4);
        }
        HermiteSeries one = HermiteSeries.Of(z => z * z, [], 3), other = HermiteSeries.Of(z => z * z, [], 5);
        one.Product(other, 0.4).Should().BeApproximately(15 * (1 + 2 * 0.16), 1e-9, "E x^2 y^2 = q r (1 + 2 c^2)");
    }

    private static Matrix<double> Random(int rows, int columns) =>
        Init.Normal(0, 1).InitializeMatrix<double>([rows, columns], new PhiloxRandom(7));
}
