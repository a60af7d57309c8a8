using Network1;

// Two spirals, one inside the other, which no straight line parts. The seed may be an argument: the same one, the same run.
ulong seed = args.Length > 0 ? ulong.Parse(args[0]) : 42;
const int Points = 100, Epochs = 300;
var examples = new (float[] Inputs, float Target)[2 * Points];
for (int i = 0; i < Points; i++)
{
    (float sine, float cosine) = MathF.SinCos(2.5f * MathF.PI * i / Points);
    float radius = 0.5f + 4.5f * i / Points;
    examples[2 * i] = ([radius * cosine, radius * sine], 1);
    examples[2 * i + 1] = ([-radius * cosine, -radius * sine], -1);
}

var network = new TanhNetwork(seed);
var order = new Random(0);
for (int epoch = 1; epoch <= Epochs; epoch++)
{
    order.Shuffle(examples);
    float loss = 0;
    foreach ((float[] inputs, float target) in examples) loss += network.Learn(inputs, target, rate: 0.03f) / examples.Length;
    if (epoch % 50 == 0)
    {
        int right = examples.Count(example => network.Predict(example.Inputs) * example.Target > 0);
        Console.WriteLine($"epoch {epoch}: mean squared error {loss:F4}, {right} of {examples.Length} right");
    }
}

// What it has learned of the plane from -5 to 5.
for (int row = 10; row >= -10; row--)
{
    Console.WriteLine(string.Concat(Enumerable.Range(-20, 41).Select(column => network.Predict([column / 4f, row / 2f]) > 0 ? '#' : '.')));
}
