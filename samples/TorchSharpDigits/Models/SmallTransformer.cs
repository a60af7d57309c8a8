using Initializers;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharpDigits;

/// <summary>
/// A vision transformer for images [examples, 1, 8, 8]: the 16 patches of 2 x 2 pixels are its tokens, whose mean is classified.
/// </summary>
public sealed class SmallTransformer : Module<Tensor, Tensor>
{
    private const int Width = 32, Layers = 2, Tokens = 16;

    [ComponentName(Name = "patches")]
    private readonly Conv2d _patches = Conv2d(1, Width, 2, stride: 2);

    [ComponentName(Name = "positions")]
    private readonly Parameter _positions = new(zeros(1, Tokens, Width));

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<Block> _blocks = ModuleList<Block>([.. Enumerable.Range(0, Layers).Select(_ => new Block())]);

    [ComponentName(Name = "norm")]
    private readonly LayerNorm _norm = LayerNorm(Width);

    [ComponentName(Name = "head")]
    private readonly Linear _head = Linear(Width, 10);

    public SmallTransformer() : base(nameof(SmallTransformer)) => RegisterComponents();

    /// <summary>
    /// GPT-2's plan, with the deviation that Nguyen and Salazar use for its width. Query, key and value are one matrix, and three layers;
    /// positions are about as large as the patches that they are added to, which the signals show.
    /// </summary>
    public static InitializationPlan Plan
    {
        get
        {
            double deviation = TransformerInit.Small(Width).StandardDeviation;
            return new()
            {
                { "**.(project|shrink).weight", TransformerInit.ResidualProjection(Layers, deviation) },
                { "**.qkv.weight", Rule.Initialize(TransformerInit.Small(Width)).WithBlocks(3) },
                { "**", Rule.Initialize(Init.Ones()).OfRole("norm") },
                { "**.bias", Init.Zeros() },
                { "positions", Init.Normal(0, 0.5) },
                { "patches.weight", Init.LeCunNormal() },
                { "**.weight", TransformerInit.Small(Width) },
            };
        }
    }

    public override Tensor forward(Tensor images)
    {
        Tensor tokens = _patches.call(images).flatten(2).transpose(1, 2) + _positions;
        foreach (Block block in _blocks) tokens = block.call(tokens);
        return _head.call(_norm.call(tokens).mean([1]));
    }

    /// <summary>Attention and a perceptron, each behind a norm and beside the stream of residuals.</summary>
    private sealed class Block : Module<Tensor, Tensor>
    {
        private const int Heads = 4;

        [ComponentName(Name = "norm1")]
        private readonly LayerNorm _norm1 = LayerNorm(Width);

        [ComponentName(Name = "qkv")]
        private readonly Linear _qkv = Linear(Width, 3 * Width);

        [ComponentName(Name = "project")]
        private readonly Linear _project = Linear(Width, Width);

        [ComponentName(Name = "norm2")]
        private readonly LayerNorm _norm2 = LayerNorm(Width);

        [ComponentName(Name = "grow")]
        private readonly Linear _grow = Linear(Width, 4 * Width);

        [ComponentName(Name = "gelu")]
        private readonly GELU _gelu = GELU();

        [ComponentName(Name = "shrink")]
        private readonly Linear _shrink = Linear(4 * Width, Width);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor tokens)
        {
            tokens = tokens + _project.call(Attention(_qkv.call(_norm1.call(tokens))));
            return tokens + _shrink.call(_gelu.call(_grow.call(_norm2.call(tokens))));
        }

        private static Tensor Attention(Tensor packed)
        {
            long examples = packed.shape[0], tokens = packed.shape[1], width = packed.shape[2] / 3;
            Tensor[] parts = packed.view(examples, tokens, 3, Heads, width / Heads).permute(2, 0, 3, 1, 4).unbind(0);
            Tensor attended = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
            return attended.transpose(1, 2).reshape(examples, tokens, width);
        }
    }
}
