;; Some diphone voices overflow 16 bits in Festival's LPC synthesis and wrap round, which clicks.
;; So scale each diphone's residual down first. Units of one name share their samples.
(defvar scaled nil)

(define (scale_units utt)
  (mapcar
   (lambda (unit)
     (if (not (member_string (item.name unit) scaled))
         (begin
           (item.set_feat unit 'energy_factor 0.25)
           (set! scaled (cons (item.name unit) scaled)))))
   (utt.relation.items utt 'Unit))
  (us_energy_normalise utt 'Unit))

(set! concatenate_units us_unit_concat)
(define (us_unit_concat utt)
  (scale_units utt)
  (concatenate_units utt))
