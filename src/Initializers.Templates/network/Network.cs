using Initializers;

namespace Network1;

/// <summary>Two hidden layers of tanh and one output. The seed and the names of the layers decide all weights.</summary>
public sealed class TanhNetwork
{
    private readonly Dense _first, _second, _output;

    public TanhNetwork(ulong seed)
    {
        var random = new PhiloxRandom(seed);
        _first = new("first", inputs: 2, outputs: 32, Init.GlorotUniform(), random);
        _second = new("second", inputs: 32, outputs: 32, Init.GlorotUniform(), random);
        _output = new("output", inputs: 32, outputs: 1, Init.GlorotUniform(), random);
    }

    public IReadOnlyList<Dense> Layers => [_first, _second, _output];

    /// <summary>Predicts the target of one example.</summary>
    public float Predict(float[] inputs) => _output.Forward(Tanh(_second.Forward(Tanh(_first.Forward(inputs)))))[0];

    /// <summary>Takes one step of gradient descent on one example, and returns its squared error before the step.</summary>
    public float Learn(float[] inputs, float target, float rate)
    {
        float[] first = Tanh(_first.Forward(inputs)), second = Tanh(_second.Forward(first));
        float error = _output.Forward(second)[0] - target;
        float[] gradients = _output.Learn(second, [error], rate);
        gradients = _second.Learn(first, ThroughTanh(gradients, second), rate);
        _first.Learn(inputs, ThroughTanh(gradients, first), rate);
        return error * error;
    }

    private static float[] Tanh(float[] values) => Array.ConvertAll(values, MathF.Tanh);

    /// <summary>The slope of tanh is 1 - y * y, where y is its value.</summary>
    private static float[] ThroughTanh(float[] gradients, float[] values) =>
        [.. gradients.Zip(values, (gradient, value) => gradient * (1 - value * value))];
}

/// <summary>A dense layer. Its weights depend on the seed, its name, its shape and its initializer, and not on other layers.</summary>
public sealed class Dense(string name, int inputs, int outputs, IWeightInitializer weights, PhiloxRandom random)
{
    public float[] Weights { get; } = weights.Initialize(TensorShape.Linear(inputs, outputs), random.Fork($"{name}.weight"));
    public float[] Biases { get; } = Init.Zeros().Initialize([outputs]);

    public float[] Forward(float[] x)
    {
        float[] sums = [.. Biases];
        for (int unit = 0; unit < outputs; unit++)
        {
            for (int input = 0; input < inputs; input++) sums[unit] += Weights[unit * inputs + input] * x[input];
        }
        return sums;
    }

    /// <summary>Takes a step against the gradients with respect to the outputs, and returns those with respect to the inputs.</summary>
    public float[] Learn(float[] x, float[] gradients, float rate)
    {
        float[] inputGradients = new float[inputs];
        for (int unit = 0; unit < outputs; unit++)
        {
            for (int input = 0; input < inputs; input++)
            {
                ref float weight = ref Weights[unit * inputs + input];
                inputGradients[input] += gradients[unit] * weight;
                weight -= rate * gradients[unit] * x[input];
            }
            Biases[unit] -= rate * gradients[unit];
        }
        return inputGradients;
    }
}
