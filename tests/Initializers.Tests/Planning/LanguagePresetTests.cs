using Initializers.Tool;

namespace Initializers.Tests.Planning;

/// <summary>Plans of published language models: every parameter has a rule, and the deviation that the source's formula gives.</summary>
public class LanguagePresetTests
{
    /// <summary>Small models, for which weights are filled and measured.</summary>
    private static readonly LlamaSize Tiny = new(3, 64, 160, 4, 2, 16, 300, HasBiases: true), TinyTied = Tiny with { IsTied = true };

    internal static readonly Dictionary<string, (InitializationPlan Plan, IEnumerable<(string, TensorShape)> Shapes)> Small = new()
    {
        ["gpt2"] = (ModelPlan.Gpt2(3), ModelShapes.Gpt2(3, 64, 300, 32)),
        ["gpt2 openai"] = (ModelPlan.Gpt2(3, Gpt2Source.OpenAI), ModelShapes.Gpt2(3, 64, 300, 32)),
        ["nanogpt"] = (ModelPlan.Gpt2(3, Gpt2Source.NanoGpt), ModelShapes.NanoGpt(3, 64, 300, 32)),
        ["nanogpt without biases"] = (ModelPlan.Gpt2(3, Gpt2Source.NanoGpt), ModelShapes.NanoGpt(3, 64, 300, 32, biases: false)),
        ["gpt-neox"] = (ModelPlan.GptNeoX(3, 64, 4), ModelShapes.GptNeoX(3, 64, 300)),
        ["gpt-neox in transformers"] = (ModelPlan.GptNeoX(3, 64, 4, GptNeoXSource.HuggingFace), ModelShapes.GptNeoX(3, 64, 300)),
        ["llama"] = (ModelPlan.Llama(), ModelShapes.Llama(Tiny)),
        ["llama tied"] = (ModelPlan.Llama(tied: true, paddingRow: 7), ModelShapes.Llama(TinyTied)),
        ["gemma"] = (ModelPlan.Gemma(), ModelShapes.Llama(TinyTied)),
        ["gemma 2"] = (ModelPlan.Gemma(), ModelShapes.Gemma2(TinyTied)),
        ["torchtitan"] = (ModelPlan.TorchTitanLlama(), ModelShapes.TorchTitanLlama(Tiny)),
        ["torchtitan tied"] = (ModelPlan.TorchTitanLlama(tied: true), ModelShapes.TorchTitanLlama(Tiny)),
        ["torchtitan 0.5"] = (ModelPlan.TorchTitanLlama(), ModelShapes.TorchTitan05(ModelShapes.TorchTitanLlama(Tiny))),
        ["torchtitan 0.5 packed"] =
            (ModelPlan.TorchTitanLlama(tied: true), ModelShapes.TorchTitan05(ModelShapes.TorchTitanLlama(Tiny), isPacked: true)),
        ["mixtral"] = (ModelPlan.Mixtral(), ModelShapes.Mixtral(Tiny, 4, stacked: false)),
        ["mixtral stacked"] = (ModelPlan.Mixtral(), ModelShapes.Mixtral(Tiny, 4, stacked: true)),
        ["qwen-moe"] = (ModelPlan.QwenMoe(), ModelShapes.QwenMoe(Tiny, 4, stacked: false)),
        ["qwen-moe stacked"] = (ModelPlan.QwenMoe(), ModelShapes.QwenMoe(Tiny, 4, stacked: true)),
        ["llama 4"] = (ModelPlan.Llama4(), ModelShapes.Llama4(Tiny, 4)),
        ["bert"] = (ModelPlan.Bert(), ModelShapes.BertForPreTraining(2, 64, 200, 300)),
        ["bert google"] = (ModelPlan.Bert(BertSource.Google), ModelShapes.BertForPreTraining(2, 64, 200, 300)),
        ["roberta"] = (ModelPlan.Roberta(), ModelShapes.Roberta(2, 64, 200, 300)),
        ["t5"] = (ModelPlan.T5(64, 16), ModelShapes.T5(2, 64, 160, 4, 16, 300)),
        ["whisper"] = (ModelPlan.Whisper(paddingRow: 5), ModelShapes.Whisper(2, 64, 160, 300)),
        ["mamba"] = (ModelPlan.Mamba(3), ModelShapes.Mamba(3, 64, 300)),
        ["mamba 2"] = (ModelPlan.Mamba2(3, residuals: 2), ModelShapes.Mamba2(3, 64, 300)),
        ["rwkv-7"] = (ModelPlan.Rwkv7(3), ModelShapes.Rwkv7(3, 64, 300, 16, (8, 8, 96), hasFirstResidual: true)),
        ["lora"] = (ModelPlan.Lora(ModelPlan.Llama()), ModelShapes.Adapted(ModelShapes.Llama(Tiny), 8, "q_proj", "v_proj")),
        ["lora gaussian"] =
            (ModelPlan.Lora(ModelPlan.Llama(), gaussian: true), ModelShapes.Adapted(ModelShapes.Llama(Tiny), 8, "o_proj")),
    };

    private static readonly LlamaSize Mixtral8x7B = new(32, 4096, 14336, 32, 8, 128, 32000);

    private static readonly Dictionary<string, (InitializationPlan Plan, IEnumerable<(string, TensorShape)> Shapes)> Published = new()
    {
        ["gpt2"] = (ModelPlan.Gpt2(12), ModelShapes.Gpt2()),
        ["llama-2-7b"] = (ModelPlan.Llama(), ModelShapes.Llama(new(32, 4096, 11008, 32, 32, 128, 32000))),
        ["llama-3-8b"] = (ModelPlan.Llama(), ModelShapes.Llama(new(32, 4096, 14336, 32, 8, 128, 128256))),
        ["llama-3.2-1b"] = (ModelPlan.Llama(tied: true), ModelShapes.Llama(new(16, 2048, 8192, 32, 8, 64, 128256, IsTied: true))),
        ["mistral-7b"] = (ModelPlan.Llama(), ModelShapes.Llama(Mixtral8x7B)),
        ["mixtral-8x7b"] = (ModelPlan.Mixtral(), ModelShapes.Mixtral(Mixtral8x7B, 8, stacked: false)),
        ["mixtral-8x7b stacked"] = (ModelPlan.Mixtral(), ModelShapes.Mixtral(Mixtral8x7B, 8, stacked: true)),
        ["qwen2.5-0.5b"] =
            (ModelPlan.Llama(tied: true), ModelShapes.Llama(new(24, 896, 4864, 14, 2, 64, 151936, IsTied: true, HasBiases: true))),
        ["qwen2.5-7b"] = (ModelPlan.Llama(), ModelShapes.Llama(new(28, 3584, 18944, 28, 4, 128, 152064, HasBiases: true))),
        ["gemma-2b"] = (ModelPlan.Gemma(), ModelShapes.Llama(new(18, 2048, 16384, 8, 1, 256, 256000, IsTied: true))),
        ["gemma-2-2b"] = (ModelPlan.Gemma(), ModelShapes.Gemma2(new(26, 2304, 9216, 8, 4, 256, 256000, IsTied: true))),
        ["bert-base"] = (ModelPlan.Bert(), ModelShapes.Bert()),
        ["t5-small"] = (ModelPlan.T5(512), ModelShapes.T5()),
        ["rwkv7-0.1b"] = (ModelPlan.Rwkv7(12), ModelShapes.Rwkv7(12, 768, 65536, 64, (64, 32, 128))),
        ["rwkv7-0.1b in training"] =
            (ModelPlan.Rwkv7(12), ModelShapes.Rwkv7(12, 768, 65536, 64, (64, 32, 128), hasFirstResidual: true)),
        ["rwkv7-2.9b"] = (ModelPlan.Rwkv7(32), ModelShapes.Rwkv7(32, 2560, 65536, 64, (96, 64, 320))),
    };

    public static TheoryData<string> SmallModels => [.. Small.Keys];

    [Theory]
    [InlineData("gpt2", 148, 124_439_808)]
    [InlineData("llama-2-7b", 291, 6_738_415_616)]
    [InlineData("llama-3-8b", 291, 8_030_261_248)]
    [InlineData("llama-3.2-1b", 146, 1_235_814_400)]
    [InlineData("mistral-7b", 291, 7_241_732_096)]
    [InlineData("mixtral-8x7b", 995, 46_702_792_704)]
    [InlineData("mixtral-8x7b stacked", 291, 46_702_792_704)]
    [InlineData("qwen2.5-0.5b", 290, 494_032_768)]
    [InlineData("qwen2.5-7b", 339, 7_615_616_512)]
    [InlineData("gemma-2b", 164, 2_506_172_416)]
    [InlineData("gemma-2-2b", 288, 2_614_341_888)]
    [InlineData("bert-base", 199, 109_482_240)]
    [InlineData("t5-small", 131, 60_506_624)]
    [InlineData("rwkv7-0.1b", 399, 191_034_624)]
    [InlineData("rwkv7-0.1b in training", 402, 191_084_544)]
    [InlineData("rwkv7-2.9b", 1059, 2_947_735_040)]
    public void PublishedModels_HaveTheirCounts_AndNothingIsUnmatched(string model, int tensors, long elements)
    {
        (InitializationPlan plan, IEnumerable<(string, TensorShape)> shapes) = Published[model];
        ResolvedPlan resolved = plan.Resolve(shapes);
        resolved.Parameters.Should().HaveCount(tensors).And.OnlyContain(parameter => parameter.Action == RuleAction.Initialize);
        resolved.Elements.Should().Be(elements);
    }

    [Theory]
    [MemberData(nameof(SmallModels))]
    public void Weights_HaveTheDeviationsOfThePlan(string model)
    {
        (InitializationPlan plan, IEnumerable<(string, TensorShape)> shapes) = Small[model];
        ResolvedPlan resolved = plan.Resolve(shapes);
        Dictionary<string, float[]> weights = Fill(resolved);
        resolved.Check(name => weights[name]).ToString().Should().EndWith("are as planned");
    }

    [Fact]
    public void Gpt2_ScalesResiduals_WhereItsCodeDoes()
    {
        foreach (Gpt2Source source in Enum.GetValues<Gpt2Source>())
        {
            ResolvedPlan plan = ModelPlan.Gpt2(12, source).Resolve(source == Gpt2Source.NanoGpt
                ? ModelShapes.NanoGpt(12, 768, 50257, 1024) : [.. ModelShapes.Gpt2(), ("lm_head.weight", [50257, 768])]);
            string prefix = source == Gpt2Source.NanoGpt ? "transformer." : "";
            bool isScaled = source is Gpt2Source.HuggingFace or Gpt2Source.NanoGpt;
            Deviation(plan, prefix + "h.11.attn.c_proj.weight").Should().Be(isScaled ? 0.02 / Math.Sqrt(24) : 0.02, source.ToString());
            Deviation(plan, prefix + "h.0.mlp.c_proj.weight").Should().Be(isScaled ? 0.02 / Math.Sqrt(24) : 0.02, source.ToString());
            Deviation(plan, prefix + "wpe.weight").Should().Be(source == Gpt2Source.OpenAI ? 0.01 : 0.02, source.ToString());
            Deviation(plan, prefix + "h.5.attn.c_attn.weight").Should().Be(0.02);
            plan[prefix + "h.5.attn.c_attn.weight"].Shape.Fans.Should().Be(new Fans(768, 768));
            plan[prefix + "h.5.mlp.c_fc.weight"].Shape.Fans.Should().Be(new Fans(768, 3072));
            plan["lm_head.weight"].TiedTo.Should().Be(prefix + "wte.weight");
        }
    }

    [Fact]
    public void Gpt2_LeavesMasksAlone()
    {
        ResolvedPlan plan = ModelPlan.Gpt2(2).Resolve(
            [.. ModelShapes.Gpt2(2, 64, 300, 32), ("h.0.attn.bias", [1, 1, 32, 32]), ("h.0.attn.masked_bias", [])]);
        plan["h.0.attn.bias"].Action.Should().Be(RuleAction.Skip);
        plan["h.0.attn.masked_bias"].Action.Should().Be(RuleAction.Skip);
        plan["h.0.attn.c_attn.bias"].Initializer.Should().Be(Init.Zeros());
    }

    [Fact]
    public void GptNeoX_IsSmallAndWang_UnderBothNamesOfItsOutput()
    {
        ResolvedPlan plan = Resolve("gpt-neox"), plain = Resolve("gpt-neox in transformers");
        Deviation(plan, "gpt_neox.embed_in.weight").Should().Be(Math.Sqrt(2.0 / (5 * 64)));
        Deviation(plan, "gpt_neox.layers.1.attention.query_key_value.weight").Should().Be(Math.Sqrt(2.0 / (5 * 64)));
        Deviation(plan, "gpt_neox.layers.1.attention.dense.weight").Should().BeApproximately(2 / (3 * Math.Sqrt(64)), 1e-15);
        Deviation(plan, "gpt_neox.layers.2.mlp.dense_4h_to_h.weight").Should().BeApproximately(2 / (3 * Math.Sqrt(64)), 1e-15);
        Deviation(plain, "gpt_neox.layers.2.mlp.dense_4h_to_h.weight").Should().Be(0.02);
        ResolvedPlan renamed = ModelPlan.GptNeoX(3, 64, 4).Resolve(Small["gpt-neox"].Shapes
            .Select(one => (one.Item1.Replace("embed_out", "lm_head"), one.Item2)));
        Values(renamed, "lm_head.weight").Should().Equal(Values(plan, "embed_out.weight"));
    }

    [Fact]
    public void Llama_HasOneDeviation_AndStarCoder2ItsOwn()
    {
        ResolvedPlan plan = ModelPlan.Llama(0.018042).Resolve(ModelShapes.Llama(Tiny));
        plan.Parameters.Where(parameter => parameter.Shape.Rank == 2).Should()
            .OnlyContain(parameter => parameter.Prediction!.Value.StandardDeviation == 0.018042);
        plan["model.layers.0.self_attn.q_proj.bias"].Initializer.Should().Be(Init.Zeros());
        ((Action)(() => ModelPlan.Llama().Resolve(ModelShapes.Llama(TinyTied)))).Should().Throw<PlanException>("no head is there to fill")
            .Which.Faults.Should().ContainSingle().Which.Kind.Should().Be(PlanFaultKind.UnusedRule);
    }

    [Fact]
    public void Llama_TiesAHeadThatIsThere_WhateverThePrefix()
    {
        IEnumerable<(string, TensorShape)> shapes = ModelShapes.Llama(Tiny).Select(one => ($"language_model.{one.Name}", one.Shape));
        ModelPlan.Llama(tied: true).Resolve(shapes)["language_model.lm_head.weight"].TiedTo.Should()
            .Be("language_model.model.embed_tokens.weight");
    }

    [Fact]
    public void NormsOfGemma_AreZero_OrWhatSomeVersionsHad()
    {
        ResolvedPlan plan = Resolve("gemma 2");
        string[] norms = [.. plan.Parameters.Select(parameter => parameter.Name).Where(name => name.Contains("norm"))];
        norms.Should().HaveCount(4 * 3 + 1).And.OnlyContain(name => plan[name].Initializer!.Equals(Init.Zeros()));
        plan["model.embed_tokens.weight"].PlanRule.Rule.PaddingRow.Should().Be(0);
        ResolvedPlan old = new InitializationPlan { { "**.*norm.weight", Init.Ones() }, ModelPlan.Gemma() }
            .Resolve(Small["gemma 2"].Shapes);
        norms.Should().OnlyContain(name => old[name].Initializer!.Equals(Init.Ones()));
    }

    [Fact]
    public void TorchTitan_ScalesByTheLayersOwnDepth()
    {
        ResolvedPlan plan = Resolve("torchtitan"), tied = Resolve("torchtitan tied");
        Deviation(plan, "tok_embeddings.weight").Should().Be(1);
        foreach (int layer in (int[])[0, 2])
        {
            double scaled = 0.02 / Math.Sqrt(2 * (layer + 1));
            Deviation(plan, $"layers.{layer}.attention.wv.weight").Should().BeApproximately(0.02, 1e-12);
            Deviation(plan, $"layers.{layer}.feed_forward.w1.weight").Should().BeApproximately(0.02, 1e-12);
            Deviation(plan, $"layers.{layer}.attention.wo.weight").Should().BeApproximately(scaled, 1e-12);
            Deviation(plan, $"layers.{layer}.feed_forward.w3.weight").Should().BeApproximately(scaled, 1e-12);
        }
        plan["output.weight"].Initializer.Should().Be(Init.TruncatedNormal(0, 1 / Math.Sqrt(64), -3, 3));
        tied["tok_embeddings.weight"].TiedTo.Should().Be("output.weight");
    }

    [Theory]
    [InlineData("mixtral", "block_sparse_moe", "w1", "w3", "w2")]
    [InlineData("qwen-moe", "mlp", "gate_proj", "up_proj", "down_proj")]
    public void StackedExperts_HaveTheValuesOfTheExpertsApart(string model, string module, string gate, string up, string down)
    {
        ResolvedPlan apart = Resolve(model), stacked = Resolve($"{model} stacked");
        string Expert(int expert, string matrix) => $"model.layers.1.{module}.experts.{expert}.{matrix}.weight";
        float[] Experts(params string[] matrices) =>
            [.. from e in Enumerable.Range(0, 4) from matrix in matrices from value in Values(apart, Expert(e, matrix)) select value];
        Values(stacked, "model.layers.1.mlp.experts.gate_up_proj").Should().Equal(Experts(gate, up));
        Values(stacked, "model.layers.1.mlp.experts.down_proj").Should().Equal(Experts(down));
        Values(stacked, "model.layers.1.mlp.gate.weight").Should().Equal(Values(apart, $"model.layers.1.{module}.gate.weight"));
        apart[Expert(3, up)].Streams.Should().Equal(Expert(3, up));
    }

    [Fact]
    public void ExpertsOfLlama4_AreTransposed()
    {
        ResolvedPlan plan = Resolve("llama 4");
        plan["language_model.model.layers.2.feed_forward.experts.gate_up_proj"].Shape.Fans.Should().Be(new Fans(64, 160));
        plan["language_model.model.layers.2.feed_forward.experts.down_proj"].Shape.Fans.Should().Be(new Fans(160, 64));
    }

    [Fact]
    public void Bert_HasAPaddingRow_AndGooglesIsTruncated()
    {
        ResolvedPlan plan = Resolve("bert"), google = Resolve("bert google");
        plan["bert.embeddings.word_embeddings.weight"].PlanRule.Rule.PaddingRow.Should().Be(0);
        google["bert.embeddings.word_embeddings.weight"].PlanRule.Rule.PaddingRow.Should().BeNull();
        Deviation(plan, "bert.encoder.layer.1.intermediate.dense.weight").Should().Be(0.02);
        Deviation(google, "bert.encoder.layer.1.intermediate.dense.weight").Should().BeApproximately(0.02 * 0.87962566, 1e-9);
        plan["cls.predictions.decoder.weight"].TiedTo.Should().Be("bert.embeddings.word_embeddings.weight");
        plan["cls.predictions.decoder.bias"].TiedTo.Should().Be("cls.predictions.bias");
        plan["bert.embeddings.position_ids"].Action.Should().Be(RuleAction.Skip);
        ModelPlan.Bert()
            .Resolve(ModelShapes.Bert(1, 8, 8, 9, 5)
                .Select(one => (one.Name.Replace("Norm.weight", "Norm.gamma").Replace("Norm.bias", "Norm.beta"), one.Shape)))
            ["encoder.layer.0.output.LayerNorm.gamma"].Initializer.Should().Be(Init.Ones());
    }

    [Fact]
    public void Roberta_PadsWordsAndPositions()
    {
        ResolvedPlan plan = Resolve("roberta");
        plan["roberta.embeddings.word_embeddings.weight"].PlanRule.Rule.PaddingRow.Should().Be(1);
        plan["roberta.embeddings.position_embeddings.weight"].PlanRule.Rule.PaddingRow.Should().Be(1);
        plan["lm_head.decoder.bias"].TiedTo.Should().Be("lm_head.bias");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void T5_DividesByFansAndHeads(double factor)
    {
        // An attention narrower than the model, as in T5-11B's ratio turned about: fans and widths are not one number.
        ResolvedPlan plan = ModelPlan.T5(512, 64, factor, tied: false)
            .Resolve([.. ModelShapes.T5(heads: 4), ("lm_head.weight", [32128, 512])]);
        Deviation(plan, "shared.weight").Should().Be(factor);
        Deviation(plan, "encoder.block.5.layer.0.SelfAttention.q.weight").Should().BeApproximately(factor / Math.Sqrt(512 * 64), 1e-15);
        Deviation(plan, "decoder.block.5.layer.1.EncDecAttention.k.weight").Should().BeApproximately(factor / Math.Sqrt(512), 1e-15);
        Deviation(plan, "decoder.block.5.layer.1.EncDecAttention.o.weight").Should().BeApproximately(factor / Math.Sqrt(256), 1e-15);
        Deviation(plan, "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight").Should()
            .BeApproximately(factor / Math.Sqrt(512), 1e-15);
        Deviation(plan, "decoder.block.0.layer.2.DenseReluDense.wi.weight").Should().BeApproximately(factor / Math.Sqrt(512), 1e-15);
        Deviation(plan, "decoder.block.0.layer.2.DenseReluDense.wo.weight").Should().BeApproximately(factor / Math.Sqrt(2048), 1e-15);
        Deviation(plan, "lm_head.weight").Should().Be(factor);
        plan["encoder.final_layer_norm.weight"].Initializer.Should().Be(Init.Constant(factor));
    }

    /// <summary>The encoder's positions by the formula of Whisper's <c>sinusoids</c>, whose last frequency is 1 / 10000.</summary>
    [Fact]
    public void Whisper_HasSinesAsTheEncodersPositions()
    {
        ResolvedPlan plan = Resolve("whisper");
        float[] table = Values(plan, "model.encoder.embed_positions.weight");
        for (int position = 0; position < 1500; position += 7)
        {
            for (int i = 0; i < 32; i++)
            {
                double angle = position * Math.Exp(-Math.Log(10000) / 31 * i);
                ((double)table[64 * position + i]).Should().BeApproximately(Math.Sin(angle), 1e-7);
                ((double)table[64 * position + 32 + i]).Should().BeApproximately(Math.Cos(angle), 1e-7);
            }
        }
        Deviation(plan, "model.encoder.conv1.weight").Should().Be(0.02);
        Deviation(plan, "model.decoder.embed_positions.weight").Should().Be(0.02);
        ((Action)(() => ModelPlan.Whisper().Resolve(ModelShapes.Whisper(1, 7, 8, 9)))).Should().Throw<PlanException>()
            .WithMessage("*the shape must be [positions, d] with d an even number of at least 4, but was [1500, 7]*");
    }

    [Fact]
    public void Mamba_IsTheAuthorsCode()
    {
        ResolvedPlan plan = Resolve("mamba"), second = Resolve("mamba 2");
        const string Layer = "backbone.layers.2.mixer.";
        Deviation(plan, Layer + "in_proj.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 64), 1e-15);
        Deviation(plan, Layer + "conv1d.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 4), 1e-15);
        Deviation(plan, Layer + "conv1d.bias").Should().BeApproximately(1 / Math.Sqrt(3 * 4), 1e-7);
        Deviation(plan, Layer + "dt_proj.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 4), 1e-15);
        Deviation(plan, Layer + "out_proj.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 128) / Math.Sqrt(3), 1e-15);
        Values(plan, Layer + "A_log")[..16].Should().Equal(Enumerable.Range(1, 16).Select(n => (float)Math.Log(n)));
        Deviation(second, Layer + "out_proj.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 128) / Math.Sqrt(2 * 3), 1e-15);
        second["lm_head.weight"].TiedTo.Should().Be("backbone.embeddings.weight");
        second[Layer + "dt_bias"].Initializer.Should().Be(StateSpaceInit.MambaStepBias());
        second[Layer + "A_log"].Initializer.Should().Be(StateSpaceInit.Mamba2LogA());
    }

    [Fact]
    public void Rwkv7_IsTheAuthorsCode()
    {
        ResolvedPlan plan = Resolve("rwkv-7");
        const string Layer = "blocks.1.att.";
        Deviation(plan, "emb.weight").Should().BeApproximately(1e-4 / Math.Sqrt(3), 1e-11);
        plan["head.weight"].Initializer.Should().Be(Init.Orthogonal(0.5 * Math.Sqrt(300.0 / 64)));
        plan[Layer + "x_g"].Initializer.Should().Be(RwkvInit.TokenShift(0.2, 1, 3));
        plan[Layer + "x_v"].Initializer.Should().Be(RwkvInit.TokenShift(0.7, 1, 3));
        plan[Layer + "x_a"].Initializer.Should().Be(RwkvInit.TokenShift(0.9, 1, 3));
        plan["blocks.2.ffn.x_k"].Initializer.Should().Be(RwkvInit.FeedForwardTokenShift(2, 3));
        plan[Layer + "w0"].Initializer.Should().Be(RwkvInit.Decay(1, 3, headWidth: 16), "r_k says how wide a head is");
        plan[Layer + "a0"].Initializer.Should().Be(RwkvInit.LearningRate(16));
        plan[Layer + "v1"].Initializer.Should().Be(Init.Zeros());
        plan[Layer + "v2"].Initializer.Should().Be(Init.Orthogonal(0.1));
        plan[Layer + "g2"].Initializer.Should().Be(Init.Orthogonal(0.1 * Math.Sqrt(96.0 / 64)), "it has more rows than columns");
        plan[Layer + "key.weight"].Initializer.Should().Be(Init.Orthogonal(0.1));
        plan[Layer + "output.weight"].Initializer.Should().Be(Init.Zeros());
        plan["blocks.1.ffn.key.weight"].Initializer.Should().Be(Init.Orthogonal());
        Values(plan, Layer + "ln_x.weight").Should().AllSatisfy(value => value.Should().Be((float)Math.Pow(2 / 3.0, 0.7)));
        plan["blocks.0.ln0.weight"].Initializer.Should().Be(Init.Ones());
        float[] low = Values(plan, Layer + "w2");
        for (int row = 0; row < 8; row++)
            low[(64 * row)..(64 * row + 64)].Sum(value => (double)value * value).Should().BeApproximately(0.01, 1e-8, "of row {0}", row);
    }

    [Fact]
    public void Rwkv7_OfAnotherNumberOfLayers_IsRefused()
    {
        foreach (int layers in (int[])[2, 4])
        {
            ((Action)(() => ModelPlan.Rwkv7(layers).Resolve(Small["rwkv-7"].Shapes))).Should().Throw<PlanException>()
                .Which.Faults.Should().Contain(fault => fault.Kind == PlanFaultKind.Layers && fault.Message.EndsWith("write layers: 3"));
        }
    }

    [Fact]
    public void TorchTitan_HasTheSameValuesUnderBothNames()
    {
        ResolvedPlan old = Resolve("torchtitan"), renamed = Resolve("torchtitan 0.5");
        Values(renamed, "layers.1.attention.qkv_linear.wk.weight").Should().Equal(Values(old, "layers.1.attention.wk.weight"));
        Values(renamed, "lm_head.weight").Should().Equal(Values(old, "output.weight"));
        renamed["freqs_cis"].Action.Should().Be(RuleAction.Skip);
        ResolvedPlan packed = Resolve("torchtitan 0.5 packed");
        Deviation(packed, "layers.1.attention.qkv_linear.wqkv.weight").Should().BeApproximately(0.02, 1e-12);
        packed["tok_embeddings.weight"].TiedTo.Should().Be("lm_head.weight");
    }

    /// <summary>What some configurations have beside the usual parameters.</summary>
    [Fact]
    public void RarerParameters_HaveRules()
    {
        (string, TensorShape)[] llama = [.. ModelShapes.Llama(Tiny), ("model.layers.0.mlp.down_proj.bias", [64])];
        ModelPlan.Llama().Resolve(llama)["model.layers.0.mlp.down_proj.bias"].Initializer.Should().Be(Init.Zeros());
        (string, TensorShape)[] gemma = [.. ModelShapes.Gemma2(TinyTied), ("multi_modal_projector.mm_soft_emb_norm.weight", [32])];
        ModelPlan.Gemma().Resolve(gemma)["multi_modal_projector.mm_soft_emb_norm.weight"].Initializer.Should().Be(Init.Zeros());
        (string, TensorShape)[] roberta =
            [.. Small["roberta"].Shapes, ("classifier.dense.weight", [64, 64]), ("classifier.dense.bias", [64]),
                ("classifier.out_proj.weight", [2, 64]), ("classifier.out_proj.bias", [2])];
        Deviation(ModelPlan.Roberta().Resolve(roberta), "classifier.out_proj.weight").Should().Be(0.02);
    }

    [Fact]
    public void Lora_StartsAsTheModel()
    {
        ResolvedPlan plan = Resolve("lora"), gaussian = Resolve("lora gaussian");
        const string Query = "base_model.model.model.layers.1.self_attn.q_proj.";
        Deviation(plan, Query + "lora_A.default.weight").Should().BeApproximately(1 / Math.Sqrt(3 * 64), 1e-15);
        plan[Query + "lora_B.default.weight"].Initializer.Should().Be(Init.Zeros());
        plan[Query + "base_layer.weight"].PlainName.Should().Be("model.layers.1.self_attn.q_proj.weight");
        Deviation(plan, Query + "base_layer.weight").Should().Be(0.02);
        Deviation(gaussian, "base_model.model.model.layers.1.self_attn.o_proj.lora_A.default.weight").Should().Be(1.0 / 8);
        Values(plan, Query + "base_layer.weight").Should().Equal(Values(Resolve("llama"), "model.layers.1.self_attn.q_proj.weight"));
    }

    [Fact]
    public void Lora_OfAFileOfAdapters_NeedsNoModel()
    {
        ResolvedPlan plan = ModelPlan.Lora(new InitializationPlan()).Resolve(
        [
            ("base_model.model.h.0.lora_A.weight", [4, 16]), ("base_model.model.h.0.lora_B.weight", [32, 4]),
            ("base_model.model.emb.lora_embedding_A", [4, 100]), ("base_model.model.emb.lora_embedding_B", [16, 4]),
        ]);
        plan.Parameters.Select(parameter => parameter.Initializer).Should()
            .Equal(AdapterInit.LoraDown(), Init.Zeros(), Init.Zeros(), Init.Normal(0, 1));
        ModelPlan.Lora(new InitializationPlan { { "**", Rule.Keep } })
            .Resolve([("h.0.lora_A.weight", [4, 16]), ("h.0.lora_B.weight", [32, 4]), ("h.0.base_layer.weight", [32, 16])])
            ["h.0.base_layer.weight"].Action.Should().Be(RuleAction.Keep);
    }

    [Fact]
    public void WrongNumbers_AreRefused()
    {
        ((Action)(() => ModelPlan.Gpt2(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layers");
        ((Action)(() => ModelPlan.Gpt2(1, (Gpt2Source)9))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("source");
        ((Action)(() => ModelPlan.GptNeoX(1, 64, 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("heads");
        ((Action)(() => ModelPlan.Llama(paddingRow: -1))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => ModelPlan.T5(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("width");
        ((Action)(() => ModelPlan.Rwkv7(0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("layers");
        ((Action)(() => ModelPlan.Mamba(1, residuals: 0))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("residuals");
        ((Action)(() => ModelPlan.Lora(null!))).Should().Throw<ArgumentNullException>().WithParameterName("plan");
    }

    private static ResolvedPlan Resolve(string model) => Small[model].Plan.Resolve(Small[model].Shapes);

    private static double Deviation(ResolvedPlan plan, string name) => plan[name].Prediction!.Value.StandardDeviation;

    private static float[] Values(ResolvedPlan plan, string name)
    {
        float[] values = new float[plan[name].Elements];
        plan.Initialize(name, values, new PhiloxRandom(42));
        return values;
    }

    private static Dictionary<string, float[]> Fill(ResolvedPlan plan)
    {
        var weights = plan.Parameters.ToDictionary(parameter => parameter.Name, parameter => new float[parameter.Elements]);
        plan.Initialize(name => weights[name], new PhiloxRandom(42));
        return weights;
    }
}
