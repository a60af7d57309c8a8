using Initializers;

// Learns XOR. Each layer initializes its weights in its constructor; the seed makes them the same on every run.
(float[] Inputs, float Target)[] examples = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)];
SeededInitializer weights = Init.GlorotUniform().WithSeed(42);
var hidden = new Dense(2, 8, weights);
var output = new Dense(8, 1, weights);

for (int epoch = 1; epoch <= 250; epoch++)
{
    float loss = 0;
    foreach ((float[] inputs, float target) in examples)
    {
        float[] activations = Array.ConvertAll(hidden.Forward(inputs), MathF.Tanh);
        float error = output.Forward(activations)[0] - target;
        float[] gradients = output.Learn(activations, [error]);
        hidden.Learn(inputs, [.. gradients.Zip(activations, (gradient, activation) => gradient * (1 - activation * activation))]);
        loss += error * error / examples.Length;
    }
    if (epoch % 50 == 0) Console.WriteLine($"epoch {epoch,3}: mean squared error {loss:F6}");
}

foreach ((float[] inputs, float target) in examples)
{
    float prediction = output.Forward(Array.ConvertAll(hidden.Forward(inputs), MathF.Tanh))[0];
    Console.WriteLine($"{inputs[0]} xor {inputs[1]} is {target}: {prediction:F3}");
}

internal sealed class Dense(int inputs, int outputs, IWeightInitializer weights)
{
    public float[] Weights { get; } = weights.Initialize(TensorShape.Linear(inputs, outputs));
    public float[] Biases { get; } = Init.Zeros().Initialize([outputs]);

    public float[] Forward(float[] x) =>
        [.. Biases.Select((bias, unit) => bias + x.Select((value, input) => Weights[unit * inputs + input] * value).Sum())];

    public float[] Learn(float[] x, float[] gradients, float rate = 0.1f)
    {
        float[] inputGradients = new float[inputs];
        for (int i = 0; i < Weights.Length; i++)
        {
            (int unit, int input) = Math.DivRem(i, inputs);
            inputGradients[input] += gradients[unit] * Weights[i];
            Weights[i] -= rate * gradients[unit] * x[input];
        }
        for (int unit = 0; unit < outputs; unit++) Biases[unit] -= rate * gradients[unit];
        return inputGradients;
    }
}
