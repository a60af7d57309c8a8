using System.Globalization;
using System.Runtime.InteropServices;
using Initializers;

// Fills the same memory again and again with one kind of numbers on one thread. The instructions of two runs that differ in the times,
// divided by the elements between them, are those of an element.
string kind = args[0];
int times = int.Parse(args[1], CultureInfo.InvariantCulture), count = int.Parse(args[2], CultureInfo.InvariantCulture);
var random = new PhiloxRandom(1) { MaxDegreeOfParallelism = 1 };
float[] floats = new float[count];
double[] doubles = new double[kind.EndsWith("double", StringComparison.Ordinal) ? count : 0];
Half[] halves = new Half[count];
Action fill = kind switch
{
    "bits" => () => random.NextBits(MemoryMarshal.Cast<float, uint>(floats.AsSpan())),
    "uniform" => () => random.NextUniform(floats, -1, 1),
    "normal" => () => random.NextNormal(floats, 0, 1),
    "truncated" => () => random.NextTruncatedNormal(floats, mean: 0, standardDeviation: 1, lower: -2, upper: 2),
    "normal-double" => () => Init.Normal().Initialize(doubles, [count], random),
    "half" => () => Init.Normal().Initialize(halves, [count], random),
    _ => throw new ArgumentException($"kind must be bits, uniform, normal, truncated, normal-double or half, but was {kind}."),
};
for (int i = 0; i < times; i++) fill();
Console.WriteLine(floats[^1]);
