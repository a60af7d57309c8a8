using System.Numerics.Tensors;
using Initializers.Checkpoints;
using Initializers.Diagnostics;
using Initializers.Frameworks;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Documents;

/// <summary>The code of README.md and of the guides, compiled and run: <see cref="ReadMeTests"/> finds each of its blocks here,
/// line for line, and each of its expressions.</summary>
public class ReadMeSnippets
{
    public sealed class Dense(int inputs, int outputs, IWeightInitializer weights)
    {
        public float[] Weights { get; } = weights.Initialize(TensorShape.Linear(inputs, outputs));
        public float[] Biases { get; } = Init.Zeros().Initialize([outputs]);
    }

    public sealed class Layer(string name, int inputs, int outputs, IWeightInitializer weights, PhiloxRandom random)
    {
        public float[] Weights { get; } = weights.Initialize(TensorShape.Linear(inputs, outputs), random.Fork($"{name}.weight"));
        public float[] Biases { get; } = Init.Zeros().Initialize([outputs]);
    }

    /// <summary>Weights of N(0, 1 / fan-in), every other one 0.</summary>
    public sealed record Halved : ElementwiseInitializer
    {
        protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
        {
            random.NextNormal(slice, 0, Math.Sqrt(1.0 / shape.Fans.In));
            for (int i = 0; i < slice.Length; i++) if ((start + i) % 2 == 0) slice[i] = 0;
        }

        public override string ToString() => "Halved()";
    }

    [Fact]
    public void ByName()
    {
        var random = new PhiloxRandom(seed: 42);
        Layer[] network =
            [new("hidden", 784, 256, Init.HeNormal(), random), new("output", 256, 10, Init.GlorotUniform(), random)];
        Console.WriteLine(network[0].Weights[0]);    // -0.0427762, on every machine
        network[0].Weights[0].Should().Be(-0.0427762f);

        network[1].Weights.Should().Equal(
            new Layer("output", 256, 10, Init.GlorotUniform(), new PhiloxRandom(42)).Weights, "other layers do not matter");
        network[0].Biases.Should().HaveCount(256);
    }

    [Fact]
    public void ACheckpoint()
    {
        IEnumerable<(string, TensorShape)> parameters =
            global::Initializers.Tool.ModelShapes.Gpt2(layers: 12, width: 8, vocabulary: 30, positions: 16);
        ResolvedPlan plan = ModelPlan.Gpt2(layers: 12).Resolve(parameters);      // names and shapes of your model
        SavedCheckpoint saved = plan.Save("gpt2", new PhiloxRandom(42));         // one file, or shards and their index
        Console.WriteLine(saved.Hash);                                           // the same on every machine
        using Checkpoint checkpoint = Checkpoint.Open("gpt2");                   // memory-mapped; headers and index are checked
        float[] weights = checkpoint.ToFloats("wte.weight");
        Console.WriteLine(Checkpoint.Verify("gpt2").IsIntact);                   // down to the bytes
        var options = new CheckpointOptions { Type = TensorDataType.BF16, Process = ProcessRank.Detect() };
        plan.Save("shared/gpt2", new PhiloxRandom(42), options);                 // the part of this process, under mpirun or srun

        weights.Should().HaveCount(30 * 8);
        checkpoint.ComputeHash().Should().Be(saved.Hash);
        checkpoint.IsDrawnBy(plan).Should().BeTrue();
        Checkpoint.Verify("shared/gpt2").IsIntact.Should().BeTrue();
        TwoCheckpoints();
        foreach (string folder in (string[])["gpt2", "shared"]) Directory.Delete(folder, recursive: true);
    }

    private static void TwoCheckpoints()
    {
        using Checkpoint first = Checkpoint.Open("gpt2"), second = Checkpoint.Open("shared/gpt2");
        foreach (TensorComparison tensor in CheckpointComparison.Of(first, second).Differences) Console.WriteLine(tensor);
        ResolvedPlan again = first.Resolve(ModelPlan.Gpt2(layers: 12));
        Console.WriteLine(first.Check(again));                                   // means, deviations, zeros, copies
        Console.WriteLine(first.IsDrawnBy(again));                               // every bit, by the seed in the metadata

        first.Check(again).IsAsPlanned.Should().BeTrue();
        first.IsDrawnBy(again).Should().BeTrue();
    }

    [Fact]
    public void AnInitializerOfOnesOwn()
    {
        TensorShape shape = [64, 100];
        float[] whole = new Halved().Initialize(shape, new PhiloxRandom(1)), slice = new float[33];
        new Halved().InitializeSlice(slice, 17, shape, new PhiloxRandom(1));
        slice.Should().Equal(whole[17..50]);
        whole.Where((_, i) => i % 2 == 0).Should().OnlyContain(weight => weight == 0);
        new Halved().Initialize<double>(shape, new PhiloxRandom(1)).Should().Equal(whole.Select(weight => (double)weight));
    }

    [Fact]
    public void InALayer()
    {
        IWeightInitializer he = Init.HeNormal().WithSeed(42);
        var network = new[] { new Dense(784, 256, he), new Dense(256, 256, he), new Dense(256, 10, he) };

        network.Select(layer => layer.Weights.Length).Should().Equal(784 * 256, 256 * 256, 256 * 10);
        network[1].Weights.Should().NotEqual(network[0].Weights[..(256 * 256)]);
        IWeightInitializer again = Init.HeNormal().WithSeed(42);
        new Dense(784, 256, again).Weights.Should().Equal(network[0].Weights);
    }

    [Fact]
    public void PartsOfTensors()
    {
        ResolvedPlan resolved = new InitializationPlan { { "**.norm.weight", Init.Ones() }, { "**", Init.HeNormal() } }
            .Resolve([("layers.0.mlp.down_proj.weight", [4096, 14336]), ("layers.0.norm.weight", [4096])]);
        // row parallel: the inputs are split, of which rank 3 of 8 has the fourth part
        TensorShard part = TensorShard.Whole([4096, 14336]).Split(axis: 1, part: 3, parts: 8);
        float[] weights = new float[part.Count];
        resolved.InitializeShard("layers.0.mlp.down_proj.weight", weights, part, new PhiloxRandom(42));
        // grouped-query attention on 16 processes: of 8 heads of keys each is on two of them
        TensorShard keys = TensorShard.Whole([1024, 4096]).SplitHeads(axis: 0, heads: [8], part: 3, parts: 16);
        Console.WriteLine(keys);    // [128..256, 0..4096] of [1024, 4096]

        float[] row = new float[14336];
        resolved.InitializeSlice("layers.0.mlp.down_proj.weight", row, 4000L * 14336, new PhiloxRandom(42));
        weights[(4000 * 1792)..(4001 * 1792)].Should().Equal(row[(3 * 1792)..(4 * 1792)]);
        keys.ToString().Should().Be("[128..256, 0..4096] of [1024, 4096]");

        (string, TensorShape)[] module = [("layers.0.mlp.down_proj.weight", [4096, 14336]), ("layers.0.norm.weight", [4096])];
        var flat = new FlatShard(module, part: 7, parts: 8);
        float[] memory = new float[flat.Length];    // with padding, which stays 0
        foreach (FlatPiece piece in flat.Pieces)
            resolved.InitializeSlice(piece.Name, piece.In(memory.AsSpan()), piece.Start, new PhiloxRandom(42));

        memory[^4096..].Should().OnlyContain(weight => weight == 1);
        memory[^4097].Should().NotBe(1).And.NotBe(0);
    }

    [Fact]
    public void IntoABuffer()
    {
        Span<float> weights = new float[256 * 784];
        var random = new PhiloxRandom(seed: 42);
        Init.HeNormal().Initialize(weights, [256, 784], random.Fork("encoder.0.weight"));

        weights.Contains(0).Should().BeFalse();
    }

    [Fact]
    public void TheSameWeightsAgain()
    {
        var random = new PhiloxRandom(seed: 42);
        TensorShape shape = [4096, 1024];

        float[] whole = Init.HeNormal().Initialize(shape, random.Fork("decoder.weight"));

        // Another machine, which holds rows 1,000 to 1,999 only: the same bits, without drawing the others.
        float[] shard = new float[1000 * 1024];
        Init.HeNormal().InitializeSlice(shard, start: 1000 * 1024, shape, random.Fork("decoder.weight"));

        shard.AsSpan().SequenceEqual(whole.AsSpan(1000 * 1024, shard.Length)).Should().BeTrue();
    }

    [Fact]
    public void SystemNumericsTensors()
    {
        var random = new PhiloxRandom(42);
        Tensor<float> weights = Init.HeNormal().InitializeTensor<float>([256, 784], random);
        Init.Orthogonal().Initialize(weights.AsTensorSpan(..128, ..128), random);   // a part of it, in place

        weights[255, 783].Should().Be(Init.HeNormal().Initialize([256, 784], new PhiloxRandom(42))[^1]);
        Enumerable.Range(0, 128).Sum(column => weights[5, column] * (double)weights[5, column])
            .Should().BeApproximately(1, 2e-6, "docs/performance.md");
    }

    [Fact]
    public void NumberTypes()
    {
        var random = new PhiloxRandom(42);
        double[] doubles = Init.Orthogonal().Initialize<double>([512, 512], random);
        ushort[] bits = Init.HeNormal().InitializeBFloat16([256, 784], random);

        doubles[..512].Sum(weight => weight * weight).Should().BeApproximately(1, 1e-14);
        BitConverter.UInt32BitsToSingle((uint)bits[0] << 16)
            .Should().BeInRange(-0.4f, 0.4f, "it is a weight of deviation 0.05, within 8 of them");
    }

    [Fact]
    public void MathNetMatrices()
    {
        var random = new PhiloxRandom(42);
        Matrix<float> weights = Init.GlorotUniform().InitializeMatrix<float>(TensorShape.Linear(inputs: 64, outputs: 10), random);

        (weights.RowCount, weights.ColumnCount).Should().Be((10, 64));
        Matrix<float> transposed = Init.GlorotUniform().InitializeMatrix<float>(TensorShape.Linear(64, 10, WeightLayout.InOut), random);
        (transposed.RowCount, transposed.ColumnCount).Should().Be((64, 10));
        Init.LeCunNormal().Initialize([8, 8], new PhiloxRandom(42))
            .Should().Equal(Init.GlorotNormal().Initialize([8, 8], new PhiloxRandom(42)));
    }

    [Fact]
    public void WhichInitializer()
    {
        IWeightInitializer[] recommended =
        [
            Init.HeNormal(), Init.HeNormal(negativeSlope: 0.01), Init.GlorotUniform(),
            Init.LeCunNormal(), Init.VarianceScaling(1, FanMode.Out, Distribution.Normal), Init.Zeros(),
            Init.HeUniform(), Init.HeTruncatedNormal(),
        ];
        recommended.Should().OnlyContain(initializer => initializer.Initialize(TensorShape.Embedding(10, 4)).Length == 40);
        Init.VarianceScaling(gain: Activation.GELU).Scale.Should().BeApproximately(1.5335 * 1.5335, 5e-4);
        Init.Recommend(Activation.HardSwish).Initializer.Scale.Should().BeApproximately(1.7367 * 1.7367, 5e-4);
        Init.Recommend(new Activation("mine", z => z * z * z)).Initializer.Scale.Should().BeApproximately(1 / 15.0, 1e-9);
        Activation activation = Activation.Tanh;
        (Gain.Forward(activation), Gain.PyTorch(activation)).Should().Be((Gain.Forward(activation), 5.0 / 3));
        Gain.Backward(activation).Should().BeGreaterThan(1);
        new MeanField(Activation.Tanh, weightVariance: 1.5, biasVariance: 0.05).FixedPoints().Points.Should().ContainSingle();
        MeanField.EdgeOfChaos(Activation.Tanh, 0.05).Should().ContainSingle();

        // An entry of an embedding of width d has the size 1 / sqrt(d), whatever the number of rows.
        Init.VarianceScaling(1, FanMode.Out, Distribution.Normal).StandardDeviation(TensorShape.Embedding(50257, 64)).Should().Be(1.0 / 8);

        // The truncated member cuts at 2 parent deviations, which are 2 / 0.8796 = 2.2737 of its own.
        TensorShape shape = [1000, 1000];
        float largest = Init.HeTruncatedNormal().Initialize(shape, new PhiloxRandom(1)).Max(Math.Abs);
        (largest / Init.HeTruncatedNormal().StandardDeviation(shape)).Should().BeInRange(2.27, 2.28);
    }

    [Fact]
    public void Structure()
    {
        ReadOnlySpan<float> values = [1, 2, 3, 4, 5, 6];
        float[,] matrix = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        bool[] mask = [.. Enumerable.Range(0, 24).Select(i => i % 2 == 0)];
        (IWeightInitializer Initializer, TensorShape Shape)[] table =
        [
            (Init.Orthogonal(), TensorShape.Linear(256, 1024).WithBlocks(4)),
            (Init.OrthogonalScaled(), [4, 6]),
            (Init.DeltaOrthogonal(), [6, 4, 3]),
            (Init.Identity(), [4, 6]),
            (Init.Dirac(), [4, 6, 3]),
            (Init.Hadamard(), [4, 6]),
            (Init.ZerOHadamard(), [4, 6]),
            (Init.SparseConnections(15), [4, 20]),
            (Init.Sparse(sparsity: 0.9), [4, 20]),
            (Init.LooksLinear(), [4, 6]),
            (Init.Bilinear(), TensorShape.TransposedConvolution(3, 3, [4, 4], groups: 3)),
            (Init.Icnr(Init.HeNormal(), factor: 2), [8, 3, 3, 3]),
            (Init.FromArray(values), [6]),
            (Init.FromMatrix(matrix), [3, 2]),
            (Init.PerBlock(Init.GlorotUniform(), Init.GlorotUniform(), Init.Zeros()), [6, 4]),
            (Init.HeNormal().Scaled(0.1), [6, 4]),
            (Init.HeNormal().Masked(mask), [6, 4]),
            (Init.HeNormal().Repeated(3), [6, 4]),
        ];
        foreach ((IWeightInitializer initializer, TensorShape shape) in table)
            initializer.Initialize(shape).Should().HaveCount((int)shape.Count).And.Contain(weight => weight != 0);
    }

    [Fact]
    public void Recipes()
    {
        IWeightInitializer[] recipes =
        [
            TransformerInit.ResidualProjection(layers: 12), TransformerInit.ResidualProjectionAtDepth(layer: 3),
            TransformerInit.Small(width: 768), TransformerInit.Wang(layers: 12, width: 768),
            TransformerInit.Embedding(), AdapterInit.LoraDown(), AdapterInit.LoraUp(),
            RecurrentInit.IrnnRecurrent(), RecurrentInit.IrnnInput(),
            SigmoidInit.GlorotUniform(), SigmoidInit.NguyenWidrow(),
            SigmoidInit.NguyenWidrowBias(), SigmoidInit.PriorBias(probability: 0.01),
            FieldInit.SirenFirst(), FieldInit.SirenHidden(omega0: 30), FieldInit.FourierFeatures(standardDeviation: 10),
            StateSpaceInit.HippoLegsA(), StateSpaceInit.HippoLegsB(), StateSpaceInit.S4DLinImaginaryPart(),
            StateSpaceInit.MambaLogA(), StateSpaceInit.MambaStepBias(), StateSpaceInit.MambaStepWeight(),
        ];
        TensorShape shape = [6, 6];
        recipes.Should().OnlyContain(recipe => recipe.Initialize(shape).Length == 36);
        RecurrentInit.ForgetGateBias().Initialize([4]).Should().Equal(0, 1, 0, 0);
        RecurrentInit.Chrono(maxSteps: 784).Initialize([400]).Max().Should().BeLessThan(MathF.Log(783));
    }

    [Fact]
    public void IsTheSignalAlive()
    {
        var network = new SignalNetwork(inputs: 64)
            .Dense(64, Init.Uniform(-0.05, 0.05))
            .Repeat(9, layers => layers.Apply(Activation.ReLU).Dense(64, Init.Uniform(-0.05, 0.05)));
        SignalReport report = SignalPropagation.Run(network);
        Console.WriteLine(report.Verdict);

        foreach (string page in (string[])["docs/signals.md", "src/Initializers.Diagnostics/README.md"])
            Repository.Read(page).Should().Contain($"```\n{report.Verdict}\n```");
        TensorShape shape = [100, 200];
        float[] weights = Init.HeNormal().Initialize(shape, new PhiloxRandom(1));
        WeightCheck check = WeightStatistics.Of(weights, shape).Check(Init.HeNormal());     // what is not as promised, in words
        SignalPictures.MeanSquares([("small weights", report)]).Save("signals.svg");        // layer by layer, for light and dark

        check.IsFine.Should().BeTrue();
        File.ReadAllText("signals.svg").Should().Contain("small weights");
        File.Delete("signals.svg");
    }

    [Fact]
    public void ReadMeOfThePackage()
    {
        var random = new PhiloxRandom(seed: 42);
        TensorShape shape = TensorShape.Linear(inputs: 784, outputs: 256);

        float[] weights = Init.HeNormal().Initialize(shape, random.Fork("hidden.weight"));          // by name: other layers do not matter
        double[] recurrent = Init.Orthogonal().Initialize<double>([256, 256], random.Fork("recurrent.weight"));
        Init.GlorotUniform().Initialize(weights, shape, random.Fork("output.weight"));              // into memory of your own
        WeightPrediction? promise = Init.HeNormal().Predict(shape);                                 // mean, standard deviation, bounds
        IWeightInitializer recommended = Init.Recommend(Activation.GELU).Initializer;               // by activation function
        IWeightInitializer written = Init.Parse("TruncatedNormal(0, 0.02)");                        // by text, as in a configuration

        weights.Should().Equal(Init.GlorotUniform().Initialize(shape, new PhiloxRandom(42).Fork("output.weight")));
        recurrent.Should().HaveCount(65_536);
        promise!.Value.StandardDeviation.Should().BeApproximately(Math.Sqrt(2.0 / 784), 1e-12);
        recommended.Should().BeOfType<VarianceScalingInitializer>().Which.Scale.Should().BeApproximately(1.5335 * 1.5335, 5e-4);
        written.Should().Be(Init.TruncatedNormal(0, 0.02));
    }

    [Fact]
    public void FromPythonsSeeds()
    {
        var weights = new Dictionary<string, float[]>();
        var random = new PyTorchRandom(seed: 0);                        // torch.manual_seed(0)
        foreach (PyTorchParameter parameter in PyTorchInit.Linear(784, 256))
            weights[parameter.Name] = parameter.Initialize(random);     // nn.Linear(784, 256)

        // jax.nn.initializers.he_normal()(jax.random.key(42), (784, 256))
        float[] kernel = JaxInit.HeNormal().Initialize([784, 256], JaxKey.FromSeed(42));
        // keras.initializers.HeNormal(seed=42)((784, 256))
        KerasInit.HeNormal().Initialize(kernel, [784, 256], new KerasRandom(42, KerasBackend.TensorFlow));
        // tf.random.stateless_truncated_normal([784, 256], [42, 0], stddev=0.02)
        new TensorFlowSeed(42, 0).TruncatedNormal(kernel, stddev: 0.02);
        // default_rng(12345).uniform(-0.1, 0.1, (784, 256)).astype(float32)
        float[] uniform = Init.Uniform(-0.1, 0.1).Initialize([784, 256], new NumPyRandom(12345));

        // keras.utils.set_random_seed(42), then a model of Dense(256) and Dense(10)
        IReadOnlyList<NamedTensor<float>> layers =
            new KerasModel(KerasLayer.Dense(784, 256), KerasLayer.Dense(256, 10)).Initialize(42, KerasBackend.TensorFlow);
        // the first nn.Dense(256) of model.init(jax.random.key(0), x)
        IReadOnlyList<NamedTensor<float>> dense = FlaxLayer.Dense(784, 256).Initialize(JaxKey.FromSeed(0), ["Dense_0"]);

        weights["weight"].Should().HaveCount(784 * 256).And.OnlyContain(weight => MathF.Abs(weight) <= 1 / 28f);
        weights["bias"].Should().HaveCount(256);
        kernel.Should().OnlyContain(weight => MathF.Abs(weight) < 0.04f);
        uniform[0].Should().Be((float)(-0.1 + 0.2 * 0.22733602246716966), "default_rng(12345).random() is 0.22733602246716966");
        layers.Select(weight => weight.Name).Should().Equal("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
        dense.Select(parameter => parameter.Name).Should().Equal("Dense_0/kernel", "Dense_0/bias");
    }

    [Fact]
    public void IsTheSignalOfMyNetworkAlive()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "activations.svg");
        SignalReport seen = SignalPropagation.Observe((random, observer) =>
        {
            float[] preActivations = MyNetwork(random, out float[] gradients); // makes a network, and runs a batch of 32 examples
            observer.PreActivations("hidden", preActivations, examples: 32, Activation.ReLU);
            observer.Gradients("hidden", gradients);
        });
        SignalPictures.Activations("my network", seen).Save(path);

        seen.Layers.Should().ContainSingle().Which.Off.Mean.Should().BeInRange(0.4, 0.6);
        File.ReadAllText(path).Should().StartWith("<svg ");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        static float[] MyNetwork(PhiloxRandom random, out float[] gradients)
        {
            gradients = Init.Normal(0, 1).Initialize([32, 100], random.Fork("gradients"));
            return Init.Normal(0, 1).Initialize([32, 100], random.Fork("pre-activations"));
        }
    }

    [Fact]
    public void WholeModels()
    {
        (string, TensorShape)[] parameters =
            [("encoder.0.weight", [64, 32]), ("encoder.0.bias", [64]), ("encoder.norm1.weight", [64]), ("head.weight", [10, 64])];
        Dictionary<string, float[]> weights = parameters.ToDictionary(one => one.Item1, one => new float[one.Item2.Count]);
        var plan = new InitializationPlan
        {
            { "**.norm*.weight", Init.Ones() },
            { "**.bias", Init.Zeros() },
            { "**.weight", Init.HeNormal() },
        };
        plan.Resolve(parameters).Initialize(name => weights[name], new PhiloxRandom(42));

        weights["head.weight"].Should().Equal(Init.HeNormal().Initialize([10, 64], new PhiloxRandom(42).Fork("head.weight")));
        weights["encoder.norm1.weight"].Should().AllBeEquivalentTo(1f);
        weights["encoder.0.bias"].Should().AllBeEquivalentTo(0f);
    }

    [Fact]
    public void AskTheData()
    {
        var random = new PhiloxRandom(42);
        float[] batch = Init.Normal(0, 5).Initialize([100, 16], random), hidden = new float[64 * 16], output = new float[10 * 64];
        LsuvReport report = new Lsuv().Run(
            layers: [new LsuvLayer("hidden", hidden, [64, 16]), new LsuvLayer("output", output, [10, 64])],
            measure: layer => OutputStatistics.Of(OutputsOf(layer)), // runs your network on a batch
            random);

        report.IsWithinTolerance.Should().BeTrue();

        float[] OutputsOf(int layer)
        {
            Matrix<float> first = Matrix<float>.Build.DenseOfRowMajor(64, 16, hidden) * Matrix<float>.Build.Dense(16, 100, batch);
            return (layer == 0 ? first
                : Matrix<float>.Build.DenseOfRowMajor(10, 64, output) * first.PointwiseMaximum(0)).AsColumnMajorArray();
        }
    }

    [Fact]
    public void PicturesOfWeights()
    {
        ResolvedPlan plan = new InitializationPlan { { "**", Init.HeNormal() } }.Resolve([("0.weight", [16, 8])]);
        var model = new Dictionary<string, float[]> { ["0.weight"] = new float[16 * 8] };
        plan.Initialize(name => model[name], new PhiloxRandom(42));

        TensorShape shape = [256, 784];
        float[] weights = Init.HeNormal().Initialize(shape, new PhiloxRandom(42));
        WeightPictures.Histogram(weights, shape, Init.HeNormal()).Save("histogram.svg"); // with the density that is predicted
        WeightPictures.Matrix(weights, shape).Save("matrix.svg");                        // a heat map
        WeightPictures.Spectrum(weights, shape, Init.HeNormal()).Save("spectrum.svg");   // the singular values
        WeightPictures.Overview(weights, shape, Init.HeNormal()).Save("overview.svg");   // all three, as in the gallery
        WeightPictures.Of([("0.weight", shape, weights)]).Save("model.svg");             // the parameters of a model
        WeightPictures.Of(plan, name => model[name]).Save("plan.svg");                   // and what a plan predicts of them
        foreach (string name in (string[])["histogram", "matrix", "spectrum", "overview", "model", "plan"])
        {
            File.ReadAllText($"{name}.svg").Should().StartWith("<svg");
            File.Delete($"{name}.svg");
        }
    }

    [Fact]
    public void ShapesAndFans()
    {
        (TensorShape Shape, Fans Fans)[] table =
        [
            (TensorShape.Linear(784, 256), new(784, 256)),
            (TensorShape.Convolution(16, 32, [3, 3]), new(144, 288)),
            (TensorShape.Convolution(16, 32, [3, 3], layout: WeightLayout.InOut), new(144, 288)),
            (TensorShape.Convolution(16, 32, [3, 3], groups: 4), new(36, 72)),
            (TensorShape.Convolution(16, 16, [3, 3], groups: 16), new(9, 9)),
            (TensorShape.TransposedConvolution(16, 32, [3, 3]), new(144, 288)),
            (TensorShape.Linear(512, 1536).WithBlocks(3), new(512, 512)),
            (TensorShape.Embedding(50257, 768), new(50257, 768)),
            (TensorShape.Vector(256).WithFans(784, 256), new(784, 256)),
            (TensorShape.Experts(8, inputs: 512, outputs: 2048), new(512, 2048)),
        ];
        string page = Repository.Read("docs", "shapes.md");
        foreach ((TensorShape shape, Fans fans) in table)
        {
            shape.Fans.Should().Be(fans, "the shape is {0}", shape);
            page.Should().Contain($"| {fans.In}, {fans.Out} |");
        }
    }

    [Fact]
    public void Texts()
    {
        IWeightInitializer ours = Init.Parse("HeNormal(negativeSlope: 0.1, mode: Out)");
        IWeightInitializer keras = Init.Parse("keras/he_normal");                           // Keras's formula: truncated
        IWeightInitializer torch = Init.Parse("kaiming_normal_(a=0.1, mode='fan_out')");    // a trailing underscore is PyTorch's
        IWeightInitializer composed = Init.Parse("PerBlock(Zeros(), Ones()).Scaled(0.5)");
        ours.Should().Be(Init.HeNormal(0.1, FanMode.Out)).And.Be(torch);
        keras.Should().Be(Init.HeTruncatedNormal());
        composed.Should().Be(Init.PerBlock(Init.Zeros(), Init.Ones()).Scaled(0.5));
    }

    [Fact]
    public void FromPython()
    {
        (IWeightInitializer Here, IWeightInitializer There)[] table =
        [
            (Init.HeNormal(), Init.Get("torch/kaiming_normal_")),
            (Init.HeUniform(negativeSlope: Math.Sqrt(5)),
                Init.VarianceScaling(2 / (1 + Math.Sqrt(5) * Math.Sqrt(5)), FanMode.In, Distribution.Uniform)),
            (Init.GlorotUniform(gain: 2), Init.VarianceScaling(4, FanMode.Average, Distribution.Uniform)),
            (Init.TruncatedNormal(0, 0.02, -100, 100), Init.TruncatedNormal(0, 0.02, -2 / 0.02, 2 / 0.02)),
            (Init.Identity(), Init.Get("torch/eye_")),
            (Init.Dirac(groups: 2), new DiracInitializer(2)),
            (Init.Orthogonal(perBlock: false), Init.Get("torch/orthogonal_")),
            (Init.Orthogonal(perBlock: false), Init.Get("keras/orthogonal")),
            (Init.Sparse(0.9, 0.01, SparseUnit.Input), Init.Get("torch/sparse_")),
            (Init.DeltaOrthogonal(centre: KernelCentre.Earlier), Init.Get("jax/delta_orthogonal")),
            (Init.HeTruncatedNormal(), Init.Get("keras/he_normal")),
            (Init.GlorotUniform(), Init.Get("jax/glorot_uniform")),
            (Init.LeCunTruncatedNormal(), Init.Get("jax/lecun_normal")),
            (Init.TruncatedNormal(0, 0.02), Init.TruncatedNormal(0, 0.02, -2, 2)),
            (Init.VarianceScaling(2, FanMode.Out, Distribution.Uniform), Init.HeUniform(mode: FanMode.Out)),
            (Init.Normal(0, 0.02), Init.RandomNormal(0, 0.02)),
            (Init.Uniform(0, 0.01), Init.Get("jax/uniform")),
            (Init.HeNormal(), Init.Get("he_normal")),
        ];
        foreach ((IWeightInitializer here, IWeightInitializer there) in table) here.Should().Be(there);

        new TensorShape(3, 3, 16, 32).WithLayout(WeightLayout.InOut).Fans.Should().Be(new Fans(144, 288));
        new TensorShape(16, 32, 3, 3).WithLayout(WeightLayout.OutIn.Transposed).Fans.Should().Be(new Fans(144, 288));
        new TensorShape(3, 3, 16, 1).WithLayout(WeightLayout.Depthwise).Fans.Should().Be(new Fans(9, 9));
        IRandomSource[] others = [new DotNetRandom(new Random(42)), new SequenceRandom(1, 2, 3)];
        others.Should().HaveCount(2);
    }
}
